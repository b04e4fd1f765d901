package dev.drover.reference.internal.clock;

import dev.drover.internal.concurrent.Timers;
import dev.drover.reference.ServerClock;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Starts with the wall clock, then goes by the monotonic one: limits and timeouts must not notice
 * when somebody sets the machine's time.
 */
public final class SystemServerClock implements ServerClock {

  /** The only one. */
  public static final SystemServerClock INSTANCE = new SystemServerClock();

  private final long startMillis = System.currentTimeMillis();
  private final long startNanos = System.nanoTime();

  private SystemServerClock() {}

  @Override
  public long millis() {
    return startMillis + (System.nanoTime() - startNanos) / 1_000_000;
  }

  @Override
  public Future<?> schedule(Runnable task, Duration delay) {
    return Timers.schedule(task, delay);
  }

  @Override
  public String toString() {
    return "ServerClock[system]";
  }
}
