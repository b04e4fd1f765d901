package dev.drover.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one timer thread of all connections. What it runs must be short and never block; longer work
 * goes on to {@link DaemonThreads}.
 */
public final class Timers {

  /** Without any timer set, the thread goes; a watch that is always on would be a leak to some. */
  private static final long KEEP_ALIVE_SECONDS = 5;

  private static final ScheduledThreadPoolExecutor TIMERS = timers();

  private Timers() {}

  /**
   * Runs a task once, later. Cancelling removes it at once, so that nothing it holds stays
   * reachable.
   *
   * @param task short and not blocking; what it throws is logged
   * @param delay how long to wait; zero or less means now
   * @return cancels it
   */
  public static ScheduledFuture<?> schedule(Runnable task, Duration delay) {
    return TIMERS.schedule(DaemonThreads.logged(task), nanos(delay), TimeUnit.NANOSECONDS);
  }

  /** Over 292 years a duration does not fit; nobody will notice that such a timer never fires. */
  private static long nanos(Duration delay) {
    try {
      return delay.toNanos();
    } catch (ArithmeticException e) {
      return delay.isNegative() ? 0 : Long.MAX_VALUE / 2;
    }
  }

  private static ScheduledThreadPoolExecutor timers() {
    ScheduledThreadPoolExecutor timers =
        new ScheduledThreadPoolExecutor(1, task -> DaemonThreads.thread("drover-timer", task));
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
    return timers;
  }
}
