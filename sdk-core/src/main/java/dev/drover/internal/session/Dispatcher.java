package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Handover;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a connection's callbacks in order, one at a time, off the reading thread. Bounded: when it
 * is full, whoever adds guaranteed work waits, and so holds back the peer, but only as long as the
 * callbacks make progress; one that is stuck for the patience stops holding others back.
 */
public final class Dispatcher {

  /** How many callbacks run before others of a shared executor get their turn. */
  private static final int TURN = 256;

  /** A callback may hold back the reader for so long before its events overrun the bound. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final Executor executor;
  private final int capacity;
  private final long patienceNanos;
  private final ErrorSink errors;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
  private boolean scheduled;
  private boolean unbounded;
  private long completed;

  /** How many had been completed when the patience ended: the one after them is stuck. */
  private long stuckAt = -1;

  private volatile @Nullable Thread runner;
  private volatile @Nullable Thread scheduler;

  /**
   * A dispatcher.
   *
   * @param executor lends the threads
   * @param capacity most callbacks waiting
   * @param patienceMillis how long one callback may hold back the reader
   * @param errors hears what callbacks throw
   */
  public Dispatcher(Executor executor, int capacity, long patienceMillis, ErrorSink errors) {
    this.executor = executor;
    this.capacity = capacity;
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    this.errors = errors;
  }

  /**
   * The dispatcher of a connection's listeners.
   *
   * @param options their executor and their bound
   * @param errors hears what callbacks throw
   * @return the dispatcher, which never lends the thread of whoever adds work
   */
  public static Dispatcher forListeners(ClientOptions options, ErrorSink errors) {
    Executor executor =
        options.callbackExecutor().<Executor>map(Handover::new).orElse(Callbacks.executor());
    return new Dispatcher(executor, options.limits().maxQueuedEvents(), PATIENCE_MILLIS, errors);
  }

  /**
   * Adds work that must not be lost; waits for room.
   *
   * @param task runs in its turn
   */
  public void guaranteed(Runnable task) {
    lock.lock();
    try {
      awaitRoom();
      add(task);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds work whose amount the caller bounds; never waits.
   *
   * @param task runs in its turn
   */
  public void unbounded(Runnable task) {
    lock.lock();
    try {
      add(task);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is running one of this connection's callbacks. */
  public boolean isCurrentThread() {
    return runner == Thread.currentThread();
  }

  /**
   * Stops holding anybody back: because the connection is over, or because a callback itself waits
   * for an answer that only the reader can bring.
   */
  public void lift() {
    setUnbounded(true);
  }

  /** Holds back again, after {@link #lift()}. */
  public void restore() {
    setUnbounded(false);
  }

  private void setUnbounded(boolean value) {
    lock.lock();
    try {
      unbounded = value;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void awaitRoom() {
    long seen = completed;
    long left = stuckAt == completed ? 0 : patienceNanos;
    while (queue.size() >= capacity && !unbounded && left > 0 && !isCurrentThread()) {
      try {
        left = room.awaitNanos(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      if (completed != seen) {
        seen = completed;
        left = patienceNanos;
      }
      if (left <= 0) {
        stuckAt = completed;
      }
    }
  }

  private void add(Runnable task) {
    queue.add(task);
    if (!scheduled) {
      scheduled = true;
      schedule();
    }
  }

  private void schedule() {
    scheduler = Thread.currentThread();
    try {
      executor.execute(this::turn);
    } catch (RejectedExecutionException e) {
      errors.report("the callback executor refused a callback; it runs on another thread", e);
      DaemonThreads.executor().execute(this::turn);
    } finally {
      scheduler = null;
    }
  }

  private void turn() {
    if (scheduler == Thread.currentThread()) {
      // The executor runs tasks on the spot; that may be the reading thread, with locks held.
      DaemonThreads.executor().execute(this::turn);
      return;
    }
    runner = Thread.currentThread();
    for (int i = 0; i < TURN; i++) {
      Runnable task = next();
      if (task == null) {
        return;
      }
      run(task);
    }
    runner = null;
    schedule();
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = queue.poll();
      if (task == null) {
        // Within the lock: the next turn may begin at once, and is then the runner.
        runner = null;
        scheduled = false;
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable t) {
      errors.report("a listener threw " + t, t);
    } finally {
      done();
    }
  }

  private void done() {
    lock.lock();
    try {
      completed++;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
