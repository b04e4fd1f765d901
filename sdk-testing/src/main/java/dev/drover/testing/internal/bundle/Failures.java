package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.model.FailureSeen;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was thrown in a test, each once, first to last. Safe for any number of threads. */
final class Failures {

  private final List<FailureSeen> all = new ArrayList<>();

  /** One of them that is announced, but not thrown yet. */
  private @Nullable FailureSeen announced;

  /**
   * Adds one; what was announced turns out to be this one.
   *
   * @return whether it is news
   */
  synchronized boolean add(String where, Throwable thrown, Verdict verdict) {
    if (all.stream().anyMatch(seen -> seen.thrown() == thrown)) {
      return false;
    }
    FailureSeen before = announced;
    announced = null;
    if (before == null) {
      all.add(seen(where, thrown, verdict));
    } else {
      all.set(
          all.indexOf(before),
          new FailureSeen(thrown, before.where(), verdict, before.time(), before.thread()));
    }
    return true;
  }

  /** Adds what stands in for a failure until it is thrown. */
  synchronized void announce(String where, Throwable standIn) {
    FailureSeen seen = seen(where, standIn, Verdict.PRODUCT);
    all.add(seen);
    announced = seen;
  }

  synchronized List<FailureSeen> all() {
    return List.copyOf(all);
  }

  private static FailureSeen seen(String where, Throwable thrown, Verdict verdict) {
    return new FailureSeen(thrown, where, verdict, Instant.now(), Thread.currentThread().getName());
  }
}
