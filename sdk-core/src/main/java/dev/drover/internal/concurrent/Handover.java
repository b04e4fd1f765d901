package dev.drover.internal.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A user's executor that never gets the thread of whoever hands over. That may be the thread that
 * reads a socket, or the one that watches all deadlines, with locks held; executors that run tasks
 * on the spot are common, if only as the policy for a full queue.
 */
public final class Handover implements Executor {

  private final Executor executor;

  /**
   * Hands over to an executor.
   *
   * @param executor the user's
   */
  public Handover(Executor executor) {
    this.executor = executor;
  }

  /**
   * Runs a task, on a daemon thread if the executor would run it on this one.
   *
   * @throws RejectedExecutionException if the executor does not take it, for whatever reason
   */
  @Override
  public void execute(Runnable task) {
    Handed handed = new Handed(task, Thread.currentThread());
    try {
      executor.execute(handed);
    } catch (RejectedExecutionException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new RejectedExecutionException(e);
    } finally {
      handed.over = true;
    }
  }

  private static final class Handed implements Runnable {
    private final Runnable task;
    private final Thread from;
    private volatile boolean over;

    Handed(Runnable task, Thread from) {
      this.task = task;
      this.from = from;
    }

    @Override
    public void run() {
      if (!over && Thread.currentThread() == from) {
        DaemonThreads.executor().execute(task);
      } else {
        task.run();
      }
    }
  }
}
