package dev.drover.reference.internal.hub;

import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.Future;

/** Does things later, under the hub's lock. */
final class Clock {

  private final Object lock;

  Clock(Object lock) {
    this.lock = lock;
  }

  Future<?> later(Duration delay, Runnable task) {
    return Timers.schedule(
        () -> {
          synchronized (lock) {
            task.run();
          }
        },
        delay);
  }
}
