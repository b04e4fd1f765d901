package dev.drover.internal.transport;

import java.time.Duration;

/** A moment by which something must be done. */
final class Deadline {

  /** Longer than any test run, and short enough for arithmetic in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline in(Duration timeout) {
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  long remainingNanos() {
    return nanos - System.nanoTime();
  }

  /** An equal share of what remains, in milliseconds for a socket: never zero, which is forever. */
  int shareInMillis(int among) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, remainingNanos() / 1_000_000 / among));
  }
}
