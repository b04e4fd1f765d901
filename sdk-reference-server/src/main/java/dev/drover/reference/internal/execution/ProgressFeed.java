package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.clock.LockedClock;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * When progress is told: at most once a second, of several the newest, and every two seconds even
 * if it is the same, so that watchers see that the execution lives.
 */
final class ProgressFeed {

  static final long SHORTEST_MILLIS = 1_000;
  static final long LONGEST_MILLIS = 2_000;

  private final LockedClock clock;
  private final Runnable tell;
  private long toldMillis = Long.MIN_VALUE / 2;
  private boolean untold;
  private boolean over;
  private @Nullable Future<?> timer;
  private long timers;

  ProgressFeed(LockedClock clock, Runnable tell) {
    this.clock = clock;
    this.tell = tell;
  }

  /** There is news. */
  void changed() {
    long wait = toldMillis + SHORTEST_MILLIS - clock.now();
    if (wait <= 0) {
      tellNow();
    } else if (!untold) {
      untold = true;
      tellIn(wait);
    }
  }

  /** There will be no more news; what was not told is told now. */
  void end() {
    if (untold) {
      tellNow();
    }
    over = true;
    cancel();
  }

  private void tellNow() {
    untold = false;
    toldMillis = clock.now();
    tell.run();
    tellIn(LONGEST_MILLIS);
  }

  private void tellIn(long millis) {
    cancel();
    long mine = ++timers;
    // One that is cancelled may be waiting for the lock already.
    timer =
        clock.later(
            millis,
            () -> {
              if (!over && mine == timers) {
                tellNow();
              }
            });
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
