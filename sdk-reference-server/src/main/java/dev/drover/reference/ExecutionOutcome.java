package dev.drover.reference;

import java.time.Duration;

/**
 * How an execution ended ({@code execution-monitoring.md}, "Execution Completed").
 *
 * @param executionId the execution
 * @param status how it ended
 * @param totalSteps how many steps there were to be
 * @param successfulSteps how many of them succeeded, maybe after retries
 * @param failedSteps how many of them failed for good
 * @param duration how long it took
 */
public record ExecutionOutcome(
    String executionId,
    ExecutionStatus status,
    int totalSteps,
    int successfulSteps,
    int failedSteps,
    Duration duration) {

  /** Whether every step had its turn and none failed. */
  public boolean isSuccess() {
    return status == ExecutionStatus.COMPLETED && failedSteps == 0;
  }

  /** One line. */
  @Override
  public String toString() {
    return "ExecutionOutcome[%s %s: %d of %d steps successful, %d failed, %d ms]"
        .formatted(
            executionId,
            status.wireName(),
            successfulSteps,
            totalSteps,
            failedSteps,
            duration.toMillis());
  }
}
