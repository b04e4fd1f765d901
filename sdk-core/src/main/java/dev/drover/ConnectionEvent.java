package dev.drover;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a connection. Events arrive in order, on a callback thread. */
public sealed interface ConnectionEvent {

  /** When it happened, by this machine's clock. */
  Instant time();

  /**
   * The connection is up and registered.
   *
   * @param time when
   * @param generation 1 for the first connection, one more for each that followed
   */
  record Connected(Instant time, int generation) implements ConnectionEvent {}

  /**
   * The connection was lost. Every pending request that cannot outlive it has ended by now.
   *
   * @param time when
   * @param generation the connection that was lost
   * @param cause what was seen of the loss
   */
  record Disconnected(Instant time, int generation, String cause) implements ConnectionEvent {}

  /**
   * An attempt to reconnect is about to wait for its turn.
   *
   * @param time when
   * @param attempt 1 for the first attempt after a loss
   * @param delay how long the backoff waits before it
   * @param cause why the attempt before failed, or what the loss was
   */
  record Reconnecting(Instant time, int attempt, Duration delay, String cause)
      implements ConnectionEvent {}

  /**
   * After a reconnect: registered again, and everything that was subscribed is subscribed again.
   *
   * @param time when
   * @param gap the time without connection, in which best-effort messages may have been missed
   */
  record Resubscribed(Instant time, Gap gap) implements ConnectionEvent {}

  /**
   * The connection has ended for good.
   *
   * @param time when
   * @param cause why, or null if the user closed it
   */
  record Closed(Instant time, @Nullable String cause) implements ConnectionEvent {}
}
