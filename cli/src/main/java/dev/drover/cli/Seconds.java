package dev.drover.cli;

import java.time.Duration;

/** Numbers of seconds, as options have them. */
final class Seconds {

  private static final Duration YEAR = Duration.ofDays(365);

  private Seconds() {}

  /**
   * A duration.
   *
   * @throws IllegalArgumentException unless it is above 0 and at most a year
   */
  static Duration of(String option, double seconds) {
    if (!(seconds > 0 && seconds <= YEAR.toSeconds())) {
      throw new IllegalArgumentException(
          "%s is a number of seconds above 0 and up to a year, not %s".formatted(option, seconds));
    }
    return Duration.ofNanos(Math.max(1, (long) (seconds * 1e9)));
  }
}
