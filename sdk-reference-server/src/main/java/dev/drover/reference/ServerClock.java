package dev.drover.reference;

import dev.drover.reference.internal.clock.SystemServerClock;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * The time by which executions and leases live: what is stamped on messages, limited per second,
 * timed out and forgotten. {@link ManualClock} is one that stands still until a test moves it.
 */
public interface ServerClock {

  /** Milliseconds since the epoch. */
  long millis();

  /**
   * Runs a task once, later.
   *
   * @param task short and not blocking
   * @param delay how long to wait; zero or less means as soon as possible
   * @return cancels it
   */
  Future<?> schedule(Runnable task, Duration delay);

  /** The machine's own time. */
  static ServerClock system() {
    return SystemServerClock.INSTANCE;
  }
}
