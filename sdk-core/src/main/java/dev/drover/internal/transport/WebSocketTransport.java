package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's life: connect, read, end. The reading thread goes through all of it; other
 * threads end it by cutting the socket, which that thread then notices. Whoever first knows why the
 * connection ends decides what is reported.
 */
final class WebSocketTransport implements Transport, EngineEvents {

  private static final Logger LOG = LoggerFactory.getLogger(WebSocketTransport.class);

  /** As large as a TLS record; also the most that the head of an answer may take. */
  private static final int READ_BYTES = 16 << 10;

  /** When both sides have said all: how long the other one may take to end the connection. */
  private static final Duration LINGER = Duration.ofMillis(500);

  /** A refusal's words are worth a moment, not more. */
  private static final Duration BODY_TIME = Duration.ofSeconds(1);

  private static final Duration SHORTEST = Duration.ofMillis(10);

  private enum Phase {
    CONNECTING,
    OPEN,
    CLOSING
  }

  private final ClientOptions options;
  private final @Nullable String token;
  private final Endpoint endpoint;
  private final Dialer.Resolver resolver;
  private final ListenerCalls calls;
  private final Engine engine;
  private final Cutoff cutoff;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);
  private final Ending ending;

  private volatile Stage stage = Stage.RESOLVING;
  private volatile long lastInbound = System.nanoTime();
  private volatile @Nullable Thread readingThread;

  WebSocketTransport(
      ClientOptions options,
      @Nullable String token,
      TransportListener listener,
      Dialer.Resolver resolver) {
    this.resolver = resolver;
    this.options = options;
    this.token = token == null ? null : token.strip();
    this.endpoint = Endpoint.of(options.uri());
    this.ending = new Ending(endpoint);
    this.calls = new ListenerCalls(listener, this::listenerFailed);
    this.cutoff = new Cutoff(() -> calls.closed(ending.info()));
    this.engine = new Engine(options.limits().maxMessageBytes(), this);
  }

  void start() {
    Deadline deadline = Deadline.in(options.connectTimeout());
    cutoff.after(options.connectTimeout(), this::connectTimedOut);
    DaemonThreads.start("drover-transport-" + endpoint, () -> live(deadline));
  }

  @Override
  public void send(byte[] utf8) throws TransportException {
    openWriter().send(OutgoingFrame.text(utf8), Thread.currentThread() != readingThread);
  }

  @Override
  public void sendBinary(byte[] bytes) throws TransportException {
    openWriter().send(OutgoingFrame.binary(bytes), Thread.currentThread() != readingThread);
  }

  @Override
  public void sendWaiting(byte[] utf8, Duration timeout, boolean through)
      throws TransportException, InterruptedException {
    if (Thread.currentThread() == readingThread) {
      throw new IllegalStateException("the reading thread must not wait for what it alone ends");
    }
    openWriter().sendWaiting(utf8, timeout, through);
  }

  @Override
  public void ping() {
    FrameWriter out = cutoff.writer();
    if (out != null && phase.get() == Phase.OPEN) {
      out.control(FrameEncoder.encode(FrameReader.PING, new byte[0]));
    }
  }

  @Override
  public void close(int code, String reason) {
    if (!CloseCodes.maySend(code)) {
      throw new IllegalArgumentException(code + " cannot be sent in a close frame");
    }
    String words = reason.isEmpty() ? "closed here" : "closed here: " + reason;
    if (phase.compareAndSet(Phase.CONNECTING, Phase.CLOSING)) {
      ending.decide(Kind.CLOSED_HERE, code, words, null);
      cutoff.cut();
    } else if (phase.compareAndSet(Phase.OPEN, Phase.CLOSING)) {
      ending.decide(Kind.CLOSED_HERE, code, words, null);
      sayGoodbye(code, reason, options.closeTimeout());
    }
  }

  @Override
  public void abort(String cause) {
    phase.set(Phase.CLOSING);
    ending.lost(endpoint + " was cut off: " + cause, null);
    cutoff.cut();
  }

  @Override
  public long lastInboundNanos() {
    return lastInbound;
  }

  @Override
  public int queuedBytes() {
    FrameWriter out = cutoff.writer();
    return out == null ? 0 : out.queuedBytes();
  }

  @Override
  public void opened() {
    if (phase.compareAndSet(Phase.CONNECTING, Phase.OPEN)) {
      watchWrites();
      calls.opened();
    }
  }

  @Override
  public void text(byte[] utf8) {
    if (phase.get() == Phase.OPEN) {
      calls.text(utf8);
    }
  }

  @Override
  public void binary(byte[] bytes) {
    if (phase.get() == Phase.OPEN) {
      calls.binary(bytes);
    }
  }

  @Override
  public void pong() {
    calls.pong();
  }

  @Override
  public void goodbye(int code, String reason) {
    phase.set(Phase.CLOSING);
    String words = reason.isEmpty() ? "" : ": " + reason;
    ending.decide(Kind.CLOSED_BY_PEER, code, endpoint + " closed with " + code + words, null);
    engine.stopListening();
    cutoff.cutAfter(LINGER);
  }

  @Override
  public void violated(int code, String what) {
    phase.set(Phase.CLOSING);
    ending.decide(Kind.PROTOCOL, code, endpoint + " sent " + what, null);
    engine.stopListening();
    sayGoodbye(code, what, LINGER);
  }

  @Override
  public void encoded(byte[] frame) {
    FrameWriter out = cutoff.writer();
    if (out != null) {
      out.control(frame);
    }
  }

  /** All that the reading thread does. */
  private void live(Deadline deadline) {
    readingThread = Thread.currentThread();
    try {
      Dialer dialer =
          new Dialer(endpoint, options, cutoff::hold, next -> stage = next, deadline, resolver);
      converse(dialer.dial());
    } catch (Throwable e) {
      ending.failed(e, stage, phase.get() != Phase.CONNECTING);
    } finally {
      cutoff.finish();
    }
  }

  private void converse(Socket socket)
      throws IOException, InvalidDataException, InvalidHandshakeException {
    InputStream in = socket.getInputStream();
    cutoff.hold(
        new FrameWriter(
            socket.getOutputStream(), options.limits().maxQueuedBytes(), this::writeFailed));
    stage = Stage.UPGRADING;
    socket.getOutputStream().write(engine.request(endpoint, token));
    byte[] buffer = new byte[READ_BYTES];
    ResponseHead head = ResponseHead.read(in, buffer);
    if (head.status() != 101) {
      refused(head, buffer, in);
      return;
    }
    heard();
    engine.accept(ByteBuffer.wrap(buffer, 0, head.totalBytes()));
    read(in, buffer);
    // TLS has a goodbye of its own, and waits for whoever is writing; so it has its time, too.
    cutoff.cutAfter(LINGER);
    socket.close();
  }

  private void read(InputStream in, byte[] buffer) throws IOException {
    ByteBuffer window = ByteBuffer.wrap(buffer);
    while (true) {
      int inPlace = engine.receiveInPlace(in);
      int count = inPlace == 0 ? in.read(buffer) : inPlace;
      if (count < 0) {
        break;
      }
      heard();
      if (inPlace == 0) {
        engine.receive(window.clear().limit(count));
      }
    }
    ending.lost(endpoint + " ended the connection without a close frame", null);
  }

  private void heard() {
    lastInbound = System.nanoTime();
    FrameWriter out = cutoff.writer();
    if (out != null) {
      out.heard();
    }
  }

  private void refused(ResponseHead head, byte[] buffer, InputStream in) {
    if (phase.compareAndSet(Phase.CONNECTING, Phase.CLOSING)) {
      ending.refused(head, "");
      cutoff.cutAfter(BODY_TIME);
      ending.refused(head, RefusalBody.read(head, buffer, in));
    }
  }

  private FrameWriter openWriter() throws TransportException {
    FrameWriter out = cutoff.writer();
    if (out == null || phase.get() != Phase.OPEN) {
      throw new TransportException(
          TransportException.Kind.NOT_OPEN, "there is no open connection to " + endpoint);
    }
    return out;
  }

  private void sayGoodbye(int code, String reason, Duration patience) {
    cutoff.cutAfter(patience);
    engine.close(code, reason);
  }

  private void connectTimedOut() {
    if (phase.compareAndSet(Phase.CONNECTING, Phase.CLOSING)) {
      String message =
          "%s was not open after %d ms, busy with %s"
              .formatted(endpoint, options.connectTimeout().toMillis(), stage);
      ending.decide(Kind.CONNECT_TIMEOUT, CloseFrame.ABNORMAL_CLOSE, message, null);
      cutoff.cut();
    }
  }

  private void listenerFailed(Throwable e) {
    phase.set(Phase.CLOSING);
    if (ending.decide(Kind.LOST, CloseFrame.UNEXPECTED_CONDITION, "a listener failed: " + e, e)) {
      sayGoodbye(CloseFrame.UNEXPECTED_CONDITION, "internal error", LINGER);
    } else {
      LOG.warn("A listener failed while {} was being closed", endpoint, e);
    }
  }

  /** The peer's last words may still lie unread, and say more than a failed write does. */
  private void writeFailed(Throwable e) {
    cutoff.after(
        LINGER,
        () -> {
          phase.set(Phase.CLOSING);
          ending.failed(e, stage, true);
          cutoff.cut();
        });
  }

  private void watchWrites() {
    FrameWriter out = cutoff.writer();
    Duration heartbeat = options.heartbeat();
    Duration stuck = out == null ? Duration.ZERO : out.stuckFor();
    if (stuck.dividedBy(2).compareTo(heartbeat) > 0) {
      abort("it has taken no data for %d ms".formatted(stuck.toMillis()));
    } else {
      Duration half = heartbeat.dividedBy(2);
      cutoff.after(half.compareTo(SHORTEST) < 0 ? SHORTEST : half, this::watchWrites);
    }
  }
}
