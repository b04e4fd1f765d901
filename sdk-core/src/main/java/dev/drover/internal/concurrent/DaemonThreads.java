package dev.drover.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything of Drover's runs: daemon threads, named {@code drover-…}, so that they never
 * keep a JVM alive and are recognised in a thread dump.
 */
public final class DaemonThreads {

  private static final Logger LOG = LoggerFactory.getLogger(DaemonThreads.class);

  /** Idle threads go soon: a test run that closed its connections should look as if untouched. */
  private static final long KEEP_ALIVE_SECONDS = 2;

  private static final AtomicInteger WORKERS = new AtomicInteger();

  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> thread("drover-worker-" + WORKERS.incrementAndGet(), task));

  private static final Executor LOGGING = task -> POOL.execute(logged(task));

  private DaemonThreads() {}

  /**
   * A pool with as many threads as are busy. A task that throws is logged, its thread lives on.
   *
   * @return the pool, the same for everybody
   */
  public static Executor executor() {
    return LOGGING;
  }

  /**
   * Starts a thread of its own, for what runs long.
   *
   * @param name should begin with {@code drover-}
   * @param task what it runs; if that throws, the thread ends and it is logged
   * @return the running thread
   */
  public static Thread start(String name, Runnable task) {
    Thread thread = thread(name, logged(task));
    thread.start();
    return thread;
  }

  /** Without the inheritable thread locals of whoever happened to come first. */
  static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  static Runnable logged(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (Throwable e) {
        LOG.error("A task failed on {}", Thread.currentThread().getName(), e);
      }
    };
  }
}
