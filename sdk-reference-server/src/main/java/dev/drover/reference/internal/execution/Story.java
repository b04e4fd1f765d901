package dev.drover.reference.internal.execution;

import dev.drover.reference.ExecutionOutcome;
import dev.drover.reference.ExecutionStatus;
import dev.drover.reference.ExecutionStep;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has happened in one execution: the figures, and the lines of its report. */
final class Story {

  /** What a report shows at most; the figures count everything. */
  private static final int MAX_ATTEMPTS = 10_000;

  private static final int MAX_ERRORS = 1_000;

  private final String executionId;
  private final LockedClock clock;
  private final List<Report.Attempt> attempts = new ArrayList<>();
  private final List<Report.Problem> errors = new ArrayList<>();
  private ExecutionStatus status = ExecutionStatus.PENDING;
  private int percentage;
  private String step = "";
  private int planned;
  private int successful;
  private int failed;
  private long startMillis;
  private long endMillis;

  Story(String executionId, LockedClock clock) {
    this.executionId = executionId;
    this.clock = clock;
  }

  ExecutionStatus status() {
    return status;
  }

  int percentage() {
    return percentage;
  }

  String step() {
    return step;
  }

  long endMillis() {
    return endMillis;
  }

  /** Something happens, so it has begun, and it must not have ended. */
  void goesOn() {
    if (status.isFinal()) {
      throw new IllegalStateException(
          "the execution %s has ended as %s; nothing more can happen in it"
              .formatted(executionId, status.wireName()));
    }
    if (status == ExecutionStatus.PENDING) {
      status = ExecutionStatus.RUNNING;
      startMillis = clock.now();
    }
  }

  void planned(int steps) {
    planned = steps;
  }

  void progress(int to, String now) {
    percentage = to;
    step = now;
  }

  void succeeded(ExecutionStep done, @Nullable String screenshotUrl) {
    successful++;
    note(done, "completed", null, null, screenshotUrl);
  }

  void failed(ExecutionStep done, String code, String message, @Nullable String screenshotUrl) {
    failed += done.willRetry() ? 0 : 1;
    note(done, done.willRetry() ? "retried" : "failed", code, message, screenshotUrl);
  }

  private void note(
      ExecutionStep done,
      String how,
      @Nullable String code,
      @Nullable String message,
      @Nullable String screenshotUrl) {
    if (attempts.size() < MAX_ATTEMPTS) {
      attempts.add(
          new Report.Attempt(
              clock.timestamp(),
              done.stepId(),
              done.deviceId(),
              done.moduleId(),
              how,
              done.attempt(),
              Messages.seconds(done.duration().toMillis()),
              code,
              message,
              screenshotUrl));
    }
  }

  void error(String code, String message, @Nullable String deviceId) {
    if (errors.size() < MAX_ERRORS) {
      errors.add(new Report.Problem(clock.timestamp(), code, message, deviceId));
    }
  }

  ExecutionOutcome end(ExecutionStatus as) {
    endMillis = clock.now();
    startMillis = status == ExecutionStatus.PENDING ? endMillis : startMillis;
    status = as;
    return outcome();
  }

  ExecutionOutcome outcome() {
    return new ExecutionOutcome(
        executionId, status, total(), successful, failed, Duration.ofMillis(millis()));
  }

  /** As many as are planned; more, if more were told by hand. */
  private int total() {
    return Math.max(planned, successful + failed);
  }

  private long millis() {
    return status == ExecutionStatus.PENDING
        ? 0
        : (status.isFinal() ? endMillis : clock.now()) - startMillis;
  }

  Summary summary(Set<String> devices) {
    boolean begun = status != ExecutionStatus.PENDING;
    return new Summary(
        executionId,
        status.wireName(),
        percentage,
        step,
        begun ? LockedClock.timestamp(startMillis) : null,
        status.isFinal() ? LockedClock.timestamp(endMillis) : null,
        total(),
        successful,
        failed,
        List.copyOf(devices));
  }

  Report report(Set<String> devices) {
    boolean begun = status != ExecutionStatus.PENDING;
    return new Report(
        executionId,
        status.wireName(),
        begun ? LockedClock.timestamp(startMillis) : null,
        status.isFinal() ? LockedClock.timestamp(endMillis) : null,
        Messages.seconds(millis()),
        total(),
        successful,
        failed,
        List.copyOf(devices),
        List.copyOf(attempts),
        List.copyOf(errors));
  }
}
