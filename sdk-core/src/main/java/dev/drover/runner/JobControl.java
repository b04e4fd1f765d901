package dev.drover.runner;

import dev.drover.internal.concurrent.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job's cancellation, on the agent's side. */
final class JobControl {

  private static final Logger LOG = LoggerFactory.getLogger(JobControl.class);

  private final List<Runnable> actions = new ArrayList<>();
  private @Nullable Thread thread;
  private boolean cancelled;

  synchronized boolean isCancelled() {
    return cancelled;
  }

  void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    DaemonThreads.executor().execute(() -> run(action));
  }

  /** Cancels, once. The actions are the user's code, so they run elsewhere. */
  synchronized void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    List<Runnable> due = List.copyOf(actions);
    DaemonThreads.executor().execute(() -> due.forEach(JobControl::run));
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Runs a handler, which a cancellation interrupts; nothing of that is left afterwards. */
  <T> T run(Callable<T> handler) throws Exception {
    synchronized (this) {
      if (cancelled) {
        throw new InterruptedException("cancelled before it began");
      }
      thread = Thread.currentThread();
    }
    try {
      return handler.call();
    } finally {
      synchronized (this) {
        thread = null;
        Thread.interrupted();
      }
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.warn("a job's action on cancellation failed", e);
    }
  }
}
