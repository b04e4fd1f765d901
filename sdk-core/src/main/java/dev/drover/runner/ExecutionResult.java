package dev.drover.runner;

import java.time.Duration;

/**
 * How an execution ended.
 *
 * @param executionId the execution
 * @param exitCode as the agent reports it; any is a result; -1 if it reported none
 * @param duration as the agent measured it
 * @param cancelled whether it was cancelled through its handle, whatever the exit code
 */
public record ExecutionResult(
    String executionId, int exitCode, Duration duration, boolean cancelled) {

  /** Whether it ended with 0 and was not cancelled. */
  public boolean succeeded() {
    return exitCode == 0 && !cancelled;
  }
}
