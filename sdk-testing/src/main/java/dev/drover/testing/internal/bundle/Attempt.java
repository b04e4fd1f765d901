package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.model.FailureSeen;
import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.recording.TimeSpent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One invocation of a test in its run, from now on. */
final class Attempt {

  private final int number;
  private final TestName name;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private final TimeSpent spent = new TimeSpent();

  Attempt(int number, TestName name) {
    this.number = number;
    this.name = name;
  }

  Instant start() {
    return start;
  }

  TimeSpent spent() {
    return spent;
  }

  /** How it stands. */
  TestSummary summary(Outcome outcome, List<FailureSeen> failures, Optional<String> page) {
    Optional<FailureSeen> first = failures.stream().findFirst();
    return new TestSummary(
        number,
        name,
        outcome,
        first.map(FailureSeen::verdict),
        first.map(failure -> OneLine.of(failure.thrown())).orElse(""),
        start,
        Duration.ofNanos(System.nanoTime() - startNanos),
        spent.soFar(),
        page);
  }
}
