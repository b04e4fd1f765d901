package dev.drover;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before each attempt to reconnect, and when to give up. */
@FunctionalInterface
public interface Backoff {

  /**
   * The wait before an attempt.
   *
   * @param attempt 1 for the first attempt after a loss
   * @return how long to wait, or empty to give up
   */
  Optional<Duration> delay(int attempt);

  /**
   * Full jitter: a random wait between 0 and a ceiling that starts at {@code min} and doubles with
   * each attempt up to {@code max}. Spreads the clients of a server that restarted.
   *
   * @param min the first ceiling, above zero
   * @param max the highest ceiling, at least {@code min}
   * @return a backoff without a limit of attempts
   */
  static Backoff exponential(Duration min, Duration max) {
    long low = min.toNanos();
    long high = max.toNanos();
    if (low <= 0 || high < low) {
      throw new IllegalArgumentException(
          "backoff needs 0 < min <= max, but got min=" + min + " and max=" + max);
    }
    return attempt -> {
      long ceiling = high;
      int doublings = attempt - 1;
      if (doublings < 62 && low <= high >> doublings) {
        ceiling = low << doublings;
      }
      return Optional.of(Duration.ofNanos(ThreadLocalRandom.current().nextLong(ceiling + 1)));
    };
  }

  /**
   * The same wait before every attempt.
   *
   * @param delay how long
   * @return a backoff without a limit of attempts
   */
  static Backoff fixed(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("backoff delay must not be negative, but is " + delay);
    }
    return attempt -> Optional.of(delay);
  }

  /** No reconnecting: the first loss closes the connection. */
  static Backoff never() {
    return attempt -> Optional.empty();
  }

  /**
   * This backoff, ending after a number of attempts in a row that failed.
   *
   * @param attempts how many, at least 1
   * @return the limited backoff
   */
  default Backoff maxAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + attempts);
    }
    return attempt -> attempt > attempts ? Optional.empty() : delay(attempt);
  }
}
