package dev.drover.internal.transport;

import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** One transport's timers, which must not outlive it: each would keep it in memory. */
final class PendingTimers {

  private final List<Future<?>> timers = new ArrayList<>();
  private boolean over;

  /** Runs a task on the timer thread after a while, unless all is over by then. */
  synchronized void after(Duration delay, Runnable task) {
    if (!over) {
      timers.removeIf(Future::isDone);
      timers.add(Timers.schedule(task, delay));
    }
  }

  /** Cancels all, those to come as well. */
  synchronized void cancel() {
    over = true;
    timers.forEach(timer -> timer.cancel(false));
    timers.clear();
  }
}
