package dev.drover.internal.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all engines of this JVM. All are daemons, and all end when there is nothing to do:
 * a pipe can only be read by a thread that waits for it, so a running command needs three.
 */
public final class ProcessThreads {

  private static final int KEEP_ALIVE_SECONDS = 5;

  /** Runs whatever may block. Grows with the work; the engines bound the work. */
  public static final ExecutorService POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          named("drover-process-"));

  static final ScheduledThreadPoolExecutor TIMER = timer();

  private ProcessThreads() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, named("drover-process-timer-"));
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    return timer;
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      // Whoever happens to start the first command must not be remembered by its thread locals.
      Thread thread = new Thread(null, task, prefix + count.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      return thread;
    };
  }
}
