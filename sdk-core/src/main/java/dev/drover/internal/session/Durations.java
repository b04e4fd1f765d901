package dev.drover.internal.session;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Durations {

  /** 73 years: more than anybody waits, and two of them can still be added. */
  private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

  private Durations() {}

  /**
   * In nanoseconds. Whoever never wants to time out says so with durations that do not fit a long;
   * those are shortened to what can be calculated with.
   *
   * @param duration not negative
   * @return at most 73 years
   */
  public static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(LONGEST_NANOS)) > 0
        ? LONGEST_NANOS
        : duration.toNanos();
  }

  /**
   * Such as {@code 35 ms}, {@code 2.5 s} or {@code 3 min 20 s}.
   *
   * @param duration not negative
   * @return the text
   */
  public static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return millis % 1000 == 0
          ? millis / 1000 + " s"
          : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = millis / 1000;
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
