package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.SessionProtocol.Verdict;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.TransportException;
import dev.drover.internal.transport.Transports;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that lasts: one transport after the other, each with its generation; whatever an
 * older one still reports is dropped. Knows frames, never what is in them.
 */
public final class Session implements AutoCloseable {

  private final ClientOptions options;
  private final Transports transports;
  private final SessionProtocol protocol;
  private final Dispatcher dispatcher;
  private final ErrorSink errors;
  private final Announcer announcer;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Attempts attempts;

  private final Object lock = new Object();
  private final Outbox outbox;
  private volatile ConnectionState state = ConnectionState.CONNECTING;
  private volatile @Nullable Link link;
  private volatile String lastTrouble = "";
  private int generation;
  private @Nullable Instant lostAt;
  private @Nullable ScheduledFuture<?> nextAttempt;

  /**
   * A session that does nothing yet.
   *
   * @param options address, timeouts, backoff, limits
   * @param transports makes the connections
   * @param dispatcher runs the listeners
   * @param errors hears of what belongs to no call
   * @param protocol what is said on it
   */
  public Session(
      ClientOptions options,
      Transports transports,
      Dispatcher dispatcher,
      ErrorSink errors,
      SessionProtocol protocol) {
    this.options = options;
    this.transports = transports;
    this.dispatcher = dispatcher;
    this.errors = errors;
    this.protocol = protocol;
    this.attempts = new Attempts(options, errors);
    this.outbox = new Outbox(options.whileDisconnected());
    this.announcer = new Announcer(dispatcher, options.limits().maxQueuedEvents(), errors);
  }

  /** Begins to connect; to be called once. Done when connected, failed when given up. */
  public CompletableFuture<Void> connect() {
    DaemonThreads.executor().execute(this::attempt);
    return connected;
  }

  /** How the connection stands. */
  public ConnectionState state() {
    return state;
  }

  /** What happens to the connection. */
  public EventStream<ConnectionEvent> events() {
    return announcer.events();
  }

  /** Done when the session is over: normally if it was closed here, else with the reason. */
  public CompletableFuture<Void> closed() {
    return closed;
  }

  /** How the connection stands, for messages. */
  public String describe() {
    return Failures.standing(options, state, link, attempts.failed(), lastTrouble);
  }

  /**
   * Sends a frame now, or as the options say while there is no connection.
   *
   * @param frame UTF-8
   * @param wanted asked before a frame that had to wait goes out
   * @throws ConnectionException if it was not sent
   */
  public void send(byte[] frame, BooleanSupplier wanted) {
    Link current = link;
    if (state != ConnectionState.CONNECTED || current == null) {
      synchronized (lock) {
        if (state != ConnectionState.CONNECTED) {
          if (state == ConnectionState.CLOSED || !outbox.offer(frame, wanted)) {
            throw Failures.notNow(state, describe());
          }
          return;
        }
        current = link;
      }
    }
    try {
      if (current != null) {
        current.transport().send(frame);
      }
    } catch (TransportException e) {
      throw Failures.notSent(e, describe());
    }
  }

  /**
   * Sends a frame if that is possible now; it never waits for a connection.
   *
   * @param frame UTF-8
   * @return whether it was handed to a connection, which may still break before it is out
   */
  public boolean trySend(byte[] frame) {
    Link current = link;
    if (state != ConnectionState.CONNECTED) {
      synchronized (lock) {
        // Within the lock: a connection in the making has either counted in what is sent, or is
        // ready now.
        current = state == ConnectionState.CONNECTED ? link : null;
      }
    }
    return current != null && current.trySend(frame);
  }

  /**
   * Sends a frame, waiting for room while the peer is slow. Never to be called on a reading thread.
   *
   * @param frame UTF-8
   * @param patience how long to wait
   * @throws ConnectionException if it was not sent
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void sendWaiting(byte[] frame, Duration patience) throws InterruptedException {
    Link current = link;
    if (state != ConnectionState.CONNECTED || current == null) {
      throw Failures.notNow(state, describe());
    }
    current.sendWaiting(frame, patience, false);
  }

  /**
   * The newest connection. While a frame of it is being handled, that is the one it came on.
   *
   * @throws IllegalStateException before the first
   */
  public Connection connection() {
    Link current = link;
    if (current == null) {
      throw new IllegalStateException("the session has made no connection yet");
    }
    return current;
  }

  /** Says goodbye and ends everything; waits a bounded time unless called by a callback. */
  @Override
  public void close() {
    Link last = link;
    if (end(null)) {
      last = link;
      if (last != null) {
        last.close(1000, "");
      }
    }
    if (last != null && !last.isReading() && !dispatcher.isCurrentThread()) {
      last.awaitClosed(options.closeTimeout().plusMillis(500));
    }
  }

  // ---- the way up

  private void attempt() {
    String token;
    try {
      token = attempts.token();
    } catch (ConnectionException e) {
      attemptFailed(e, null, e.reason() == Reason.UNAUTHORIZED);
      return;
    }
    Link next;
    synchronized (lock) {
      if (state == ConnectionState.CLOSED) {
        return;
      }
      next = new Link(this, protocol, options, errors, token);
      link = next;
    }
    try {
      next.start(transports);
    } catch (Throwable t) {
      // Such as no thread left. The attempt has failed like any other.
      CloseInfo info = new CloseInfo(CloseInfo.Kind.UNREACHABLE, 1006, t.toString(), 0, "", t);
      attemptFailed(Failures.notConnected(options, info, next.age(), null, null), token, false);
    }
  }

  /** Whether a link is the newest: what older ones still report is dropped. */
  boolean isCurrent(Link candidate) {
    return link == candidate;
  }

  /** A link is open and registered. */
  void ready(Link ready) {
    boolean again;
    int connection;
    Instant since;
    synchronized (lock) {
      if (link != ready || state == ConnectionState.CLOSED || ready.isOver()) {
        return;
      }
      again = generation++ > 0;
      since = lostAt;
      attempts.succeeded();
      protocol.onConnected(ready::sendOrDrop, again);
      outbox.flush(ready::sendOrDrop);
      state = ConnectionState.CONNECTED; // From here on others send, too: after what has waited.
      lastTrouble = "";
      connection = generation;
    }
    announcer.connected(connection, again ? since : null);
    DaemonThreads.executor().execute(() -> connected.complete(null));
  }

  /** A link that was ready, or was not yet, has ended. */
  void ended(Link ended, CloseInfo info) {
    boolean wasUp;
    int connection;
    Verdict verdict = protocol.verdict(info).orElse(null);
    ConnectionException loss = Failures.lost(options, info, ended.age(), verdict);
    synchronized (lock) {
      if (link != ended || state == ConnectionState.CLOSED) {
        return;
      }
      wasUp = state == ConnectionState.CONNECTED;
      if (wasUp) {
        state = ConnectionState.RECONNECTING;
        lostAt = Instant.now();
        lastTrouble = String.valueOf(loss.getMessage());
      }
      connection = generation;
    }
    if (!wasUp) {
      ConnectionException failure =
          Failures.notConnected(options, info, ended.age(), ended.refusal(), verdict);
      attemptFailed(failure, ended.token(), verdict != null);
      return;
    }
    protocol.onDisconnected(loss);
    announcer.disconnected(connection, loss);
    again(loss, ended.token(), verdict != null);
  }

  private void attemptFailed(ConnectionException failure, @Nullable String token, boolean last) {
    boolean first = state == ConnectionState.CONNECTING;
    again(failure, token, last || (first && !options.retryFirstConnect()));
  }

  private void again(ConnectionException failure, @Nullable String token, boolean last) {
    Optional<Duration> delay = last ? Optional.empty() : attempts.next(failure, token);
    if (delay.isEmpty()) {
      end(failure);
      return;
    }
    announcer.reconnecting(attempts.failed(), delay.get(), failure);
    synchronized (lock) {
      if (state == ConnectionState.CLOSED) {
        return;
      }
      lastTrouble = String.valueOf(failure.getMessage());
      nextAttempt =
          Timers.schedule(() -> DaemonThreads.executor().execute(this::attempt), delay.get());
    }
  }

  /** The one way into CLOSED. */
  private boolean end(@Nullable ConnectionException why) {
    synchronized (lock) {
      if (state == ConnectionState.CLOSED) {
        return false;
      }
      state = ConnectionState.CLOSED;
      lastTrouble = why == null ? "" : String.valueOf(why.getMessage());
      outbox.clear();
      if (nextAttempt != null) {
        nextAttempt.cancel(false);
      }
    }
    ConnectionException cause =
        why != null ? why : new ConnectionException(Reason.CLOSED, describe(), null);
    dispatcher.lift();
    protocol.onClosed(cause);
    announcer.closed(why);
    DaemonThreads.executor()
        .execute(
            () -> {
              connected.completeExceptionally(cause);
              if (why == null) {
                closed.complete(null);
              } else {
                closed.completeExceptionally(why);
              }
            });
    return true;
  }
}
