package dev.drover.execution;

import java.util.concurrent.TimeUnit;

/** Measures how often frames come. */
final class FrameRate {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** More than two seconds' worth at twice the rate that servers may send. */
  private static final int KEPT = 64;

  private final long[] arrivals = new long[KEPT];
  private long count;

  synchronized void arrived(long nanos) {
    arrivals[(int) (count++ % KEPT)] = nanos;
  }

  synchronized long count() {
    return count;
  }

  /** Frames per second in the window that ends now; 0 while there are less than two. */
  synchronized double perSecond(long now) {
    long oldest = now;
    long newest = now;
    int inWindow = 0;
    for (int i = 1; i <= Math.min(count, KEPT); i++) {
      long arrival = arrivals[(int) ((count - i) % KEPT)];
      if (now - arrival > WINDOW_NANOS) {
        break;
      }
      newest = i == 1 ? arrival : newest;
      oldest = arrival;
      inWindow++;
    }
    long span = newest - oldest;
    return inWindow < 2 || span <= 0 ? 0 : (inWindow - 1) * 1e9 / span;
  }
}
