package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.ExecutionMessage.ExecutionCompleted;
import dev.drover.internal.wire.ExecutionMessage.ExecutionProgress;
import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import dev.drover.internal.wire.ExecutionMessage.StepCompleted;
import dev.drover.internal.wire.ExecutionMessage.StepFailed;
import dev.drover.reference.ExecutionOutcome;
import dev.drover.reference.ExecutionStep;
import dev.drover.reference.internal.clock.LockedClock;
import org.jspecify.annotations.Nullable;

/** The messages of one execution, as the document writes them. */
final class Messages {

  private final String executionId;
  private final LockedClock clock;

  Messages(String executionId, LockedClock clock) {
    this.executionId = executionId;
    this.clock = clock;
  }

  ExecutionProgress progress(int percentage, String step) {
    return new ExecutionProgress(executionId, percentage, step, null, clock.timestamp());
  }

  StepCompleted completed(ExecutionStep step, @Nullable String screenshotUrl) {
    return new StepCompleted(
        executionId,
        step.deviceId(),
        step.stepId(),
        step.moduleId(),
        "completed",
        seconds(step.duration().toMillis()),
        screenshotUrl,
        clock.timestamp(),
        null);
  }

  StepFailed failed(ExecutionStep step, String code, String message) {
    return new StepFailed(
        executionId,
        step.deviceId(),
        step.stepId(),
        step.moduleId(),
        code,
        message,
        step.attempt(),
        step.willRetry(),
        clock.timestamp(),
        null);
  }

  LogEntry log(String deviceId, String level, String message, @Nullable String moduleId) {
    return new LogEntry(executionId, deviceId, level, message, moduleId, clock.timestamp());
  }

  ErrorMessage error(String code, String message, @Nullable String deviceId) {
    return new ErrorMessage(code, message, executionId, deviceId, clock.timestamp(), null);
  }

  ExecutionCompleted end(ExecutionOutcome outcome, long endMillis) {
    return new ExecutionCompleted(
        executionId,
        outcome.status().wireName(),
        seconds(outcome.duration().toMillis()),
        outcome.totalSteps(),
        outcome.successfulSteps(),
        outcome.failedSteps(),
        "/api/v1/reports/" + executionId + "?format=pdf",
        LockedClock.timestamp(endMillis));
  }

  /** Seconds as the document has them: 180, or 12.5. */
  static Number seconds(long millis) {
    return millis % 1_000 == 0 ? (Number) (millis / 1_000) : (Number) (millis / 1_000.0);
  }
}
