package dev.drover.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which users' code runs by default. A work-stealing pool: under load an answer
 * costs no thread switch of its own, which a pool that hands each task to an idle thread pays
 * (measured: twice the requests per second with 512 in flight). It also makes up for threads that
 * wait for a future.
 */
public final class Callbacks {

  /** Callbacks may block, so there are more threads than cores; they start only when needed. */
  private static final int THREADS = 32;

  private static final long KEEP_ALIVE_SECONDS = 2;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final ForkJoinPool POOL =
      new ForkJoinPool(
          THREADS,
          Worker::new,
          null,
          true,
          0,
          THREADS + 256,
          1,
          pool -> true,
          KEEP_ALIVE_SECONDS,
          TimeUnit.SECONDS);

  private Callbacks() {}

  /** Runs tasks in about the order in which they come, on daemon threads. */
  public static Executor executor() {
    return POOL;
  }

  private static final class Worker extends ForkJoinWorkerThread {
    Worker(ForkJoinPool pool) {
      super(pool);
      setName("drover-callback-" + NUMBERS.incrementAndGet());
      setDaemon(true);
    }
  }
}
