package dev.drover.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * The time of a run's tests. What happens once a run, such as the start of a server, is over when
 * the first test has ended, so that each of the others is counted from the end of the one before.
 */
final class Stopwatch {

  private final long start = System.nanoTime();
  private long first;
  private long last;
  private int tests;
  private @Nullable Throwable failure;

  /** A test has ended. */
  void ended(@Nullable Throwable thrown) {
    last = System.nanoTime();
    if (tests++ == 0) {
      first = last;
    }
    failure = failure == null ? thrown : failure;
  }

  double millisPerTest() {
    check();
    return (last - first) / 1e6 / (tests - 1);
  }

  double millisToFirst() {
    check();
    return (first - start) / 1e6;
  }

  private void check() {
    if (failure != null || tests != OverheadTests.TESTS) {
      throw new IllegalStateException(tests + " tests ended, and one may have failed", failure);
    }
  }
}
