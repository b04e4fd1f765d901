package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportException;
import dev.drover.internal.transport.TransportListener;
import dev.drover.internal.transport.Transports;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One generation of a session: a transport from its start to its end, its registration, its
 * liveness. It counts as ready when the server has shown that it got the registration without
 * refusing it: by the pong to a ping sent right behind it, or by any other message.
 */
final class Link implements TransportListener, Connection {

  /** Who says nothing for so long has accepted by silence; a busy server's refusal comes before. */
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Session session;
  private final SessionProtocol protocol;
  private final ClientOptions options;
  private final ErrorSink errors;
  private final @Nullable String token;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicBoolean ended = new AtomicBoolean();
  private @Nullable Transport transport;
  private volatile @Nullable Thread reader;
  private volatile boolean ready;
  private volatile boolean over;
  private boolean judging; // A first message is being read, for which silence has to wait.
  private volatile @Nullable String refusal;
  private volatile @Nullable ScheduledFuture<?> timer;
  private final Pulse pulse;

  Link(
      Session session,
      SessionProtocol protocol,
      ClientOptions options,
      ErrorSink errors,
      @Nullable String token) {
    this.session = session;
    this.protocol = protocol;
    this.options = options;
    this.errors = errors;
    this.token = token;
    this.pulse = new Pulse(this, options.heartbeat());
  }

  synchronized void start(Transports transports) {
    transport = transports.connect(options, token, this);
    if (over) {
      transport.close(1000, "");
    }
  }

  /** The transport; callbacks that come while it is being made wait for it here. */
  synchronized Transport transport() {
    if (transport == null) {
      throw new IllegalStateException("the link has not started");
    }
    return transport;
  }

  @Nullable String token() {
    return token;
  }

  @Nullable String refusal() {
    return refusal;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** Asked by messages at any time, so also before the start. */
  synchronized Duration silence() {
    long heard = transport == null ? startNanos : transport.lastInboundNanos();
    return Duration.ofNanos(System.nanoTime() - heard);
  }

  boolean isOver() {
    return over;
  }

  boolean isReading() {
    return reader == Thread.currentThread();
  }

  /** Whether a message is being handed over, so that none can be heard. */
  boolean isBusy() {
    return reader != null;
  }

  void sendOrDrop(byte[] frame) {
    if (!trySend(frame)) {
      errors.report("a message was lost with its connection", null);
    }
  }

  boolean trySend(byte[] frame) {
    try {
      transport().send(frame);
      return true;
    } catch (TransportException e) {
      return false; // The caller has another use for the frame.
    }
  }

  @Override
  public void sendWaiting(byte[] frame, Duration max, boolean through) throws InterruptedException {
    try {
      transport().sendWaiting(frame, max, through);
    } catch (TransportException e) {
      throw Failures.notSent(e, session.describe());
    }
  }

  /** Ends the link; one that has not started yet ends as soon as it does. */
  void close(int code, String reason) {
    over = true;
    Transport current;
    synchronized (this) {
      current = transport;
    }
    if (current == null) {
      closed.countDown();
    } else {
      current.close(code, reason);
    }
  }

  void awaitClosed(Duration patience) {
    try {
      closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onOpen() {
    byte[] greeting = protocol.greeting();
    if (greeting != null) {
      sendOrDrop(greeting);
    }
    transport().ping();
    Duration most = options.connectTimeout();
    timer = Timers.schedule(() -> becomeReady(true), most.compareTo(SETTLE) < 0 ? most : SETTLE);
  }

  @Override
  public void onText(byte[] utf8) {
    if (!session.isCurrent(this)) {
      return;
    }
    reader = Thread.currentThread();
    try {
      if (!ready && judges()) {
        refusal = protocol.refusal(utf8).orElse(null);
      }
      if (refusal != null) {
        close(1000, "");
        return;
      }
      handle(utf8);
      if (!ready) { // Once ready, always: thousands of messages a second need no lock for that.
        becomeReady(false);
      }
    } finally {
      reader = null;
    }
  }

  /** Whether the message at hand decides; what comes after the connection was ready does not. */
  private synchronized boolean judges() {
    judging = !ready;
    return judging;
  }

  private void handle(byte[] utf8) {
    try {
      protocol.onFrame(utf8);
    } catch (RuntimeException e) { // No message ends a connection by its content.
      errors.report("a message of " + utf8.length + " bytes could not be handled: " + e, e);
    }
  }

  @Override
  public void onBinary(byte[] bytes) {
    if (!session.isCurrent(this)) {
      return;
    }
    reader = Thread.currentThread();
    try {
      if (!protocol.onBinary(bytes)) {
        errors.report("ignored a binary message of " + bytes.length + " bytes", null);
      }
    } finally {
      reader = null;
    }
  }

  @Override
  public void onPong() {
    becomeReady(false);
  }

  @Override
  public void onClosed(CloseInfo info) {
    if (!ended.compareAndSet(false, true)) { // Each end would start an attempt of its own.
      return;
    }
    over = true;
    cancelTimer();
    pulse.stop();
    closed.countDown();
    session.ended(this, info);
  }

  private void becomeReady(boolean bySilence) {
    synchronized (this) {
      if (ready || over || refusal != null || (bySilence && judging)) {
        return;
      }
      ready = true;
    }
    cancelTimer();
    session.ready(this);
    if (!protocol.watchesLife()) {
      pulse.begin();
    }
  }

  private void cancelTimer() {
    ScheduledFuture<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }
}
