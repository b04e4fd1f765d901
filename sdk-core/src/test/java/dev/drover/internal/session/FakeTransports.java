package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportException;
import dev.drover.internal.transport.TransportListener;
import dev.drover.internal.transport.Transports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Transports without a network: the test plays the server by hand. */
final class FakeTransports implements Transports {

  final BlockingQueue<Fake> made = new LinkedBlockingQueue<>();
  final List<String> tokens = new CopyOnWriteArrayList<>();

  /** The next transport that the session makes. */
  Fake next() throws InterruptedException {
    Fake fake = made.poll(5, TimeUnit.SECONDS);
    if (fake == null) {
      throw new AssertionError("the session made no attempt to connect");
    }
    return fake;
  }

  /** The next transport, open and registered. */
  Fake nextConnected() throws InterruptedException {
    Fake fake = next();
    fake.listener.onOpen();
    fake.listener.onPong();
    return fake;
  }

  @Override
  public Transport connect(
      ClientOptions options, @Nullable String token, TransportListener listener) {
    tokens.add(String.valueOf(token));
    Fake fake = new Fake(listener);
    made.add(fake);
    return fake;
  }

  static final class Fake implements Transport {
    final TransportListener listener;
    final List<String> sent = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();
    volatile int pings;
    volatile boolean open = true;
    volatile long lastInbound = System.nanoTime();

    Fake(TransportListener listener) {
      this.listener = listener;
    }

    void receives(String text) {
      lastInbound = System.nanoTime();
      listener.onText(text.getBytes(StandardCharsets.UTF_8));
    }

    void breaks(CloseInfo.Kind kind, int code, String message) {
      open = false;
      listener.onClosed(new CloseInfo(kind, code, message, 0, "", null));
    }

    void refused(int status) {
      open = false;
      listener.onClosed(
          new CloseInfo(
              CloseInfo.Kind.UPGRADE_REFUSED, 1006, "HTTP " + status, status, "no", null));
    }

    @Override
    public void send(byte[] utf8) throws TransportException {
      if (!open) {
        throw notOpen();
      }
      sent.add(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public void sendWaiting(byte[] utf8, Duration timeout) throws TransportException {
      send(utf8);
    }

    @Override
    public synchronized void ping() {
      pings++;
    }

    @Override
    public void close(int code, String reason) {
      closes.add(code + reason);
      breaks(CloseInfo.Kind.CLOSED_HERE, code, "closed here");
    }

    @Override
    public void abort(String cause) {
      breaks(CloseInfo.Kind.LOST, 1006, cause);
    }

    @Override
    public long lastInboundNanos() {
      return lastInbound;
    }

    @Override
    public int queuedBytes() {
      return 0;
    }

    private static TransportException notOpen() {
      return new TransportException(TransportException.Kind.NOT_OPEN, "not open");
    }
  }
}
