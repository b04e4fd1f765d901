package dev.drover.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server tells of an execution: one record for each message of {@code
 * execution-monitoring.md} but the preview's frames, which {@link Preview} has. Texts that a server
 * left out are empty. A timestamp is the server's; if it gave none that can be read, it is the time
 * of arrival.
 */
public sealed interface ExecutionEvent {

  /** A step's latest news: it began, it completed or it failed. */
  sealed interface StepEvent extends ExecutionEvent permits StepCompleted, StepFailed {
    /** The step's id. */
    String stepId();

    /** The module that the step runs. */
    String moduleId();

    /** The device it runs on. */
    String deviceId();

    /** When it happened. */
    Instant timestamp();
  }

  /**
   * How far the execution is; best effort, once a second at most.
   *
   * @param executionId the execution
   * @param percentage from 0 to 100
   * @param currentStep what is being done
   * @param status how it ended, from servers that say so here; else empty
   * @param timestamp when
   */
  record ExecutionProgress(
      String executionId, double percentage, String currentStep, String status, Instant timestamp)
      implements ExecutionEvent {}

  /**
   * A device changed its state.
   *
   * @param deviceId the device
   * @param status such as {@code idle}, {@code busy} or {@code offline}
   * @param lastSeen when the server last heard from it
   */
  record DeviceStatus(String deviceId, String status, Instant lastSeen) implements ExecutionEvent {}

  /**
   * A step was done, or began.
   *
   * @param executionId the execution
   * @param deviceId the device
   * @param stepId the step
   * @param moduleId the module
   * @param status such as {@code completed}; {@code running} when it has only begun
   * @param duration how long it took, if the server says so
   * @param screenshotUrl where its screenshot is, if there is one; see {@link
   *     ExecutionClient#downloadScreenshot}
   * @param timestamp when
   */
  record StepCompleted(
      String executionId,
      String deviceId,
      String stepId,
      String moduleId,
      String status,
      Optional<Duration> duration,
      Optional<String> screenshotUrl,
      Instant timestamp)
      implements StepEvent {

    /** Whether the step has only begun. */
    public boolean isRunning() {
      return status.equalsIgnoreCase("running");
    }
  }

  /**
   * A step failed.
   *
   * @param executionId the execution
   * @param deviceId the device
   * @param stepId the step
   * @param moduleId the module
   * @param errorCode such as {@code ADB_TIMEOUT}; modules have their own
   * @param errorMessage what went wrong, in words
   * @param retryAttempt which attempt it was that failed, from 1; 0 if the server does not say
   * @param willRetry whether it is tried once more
   * @param timestamp when
   */
  record StepFailed(
      String executionId,
      String deviceId,
      String stepId,
      String moduleId,
      String errorCode,
      String errorMessage,
      int retryAttempt,
      boolean willRetry,
      Instant timestamp)
      implements StepEvent {}

  /**
   * A line of a log; best effort, the server drops what is over its limit.
   *
   * @param executionId the execution
   * @param deviceId the device
   * @param level such as {@code INFO}
   * @param message the line
   * @param moduleId the module that wrote it
   * @param timestamp when
   */
  record LogEntry(
      String executionId,
      String deviceId,
      String level,
      String message,
      String moduleId,
      Instant timestamp)
      implements ExecutionEvent {}

  /**
   * The execution has ended, one way or the other. Servers that do not send this message but a last
   * progress with a status instead give one without numbers and report.
   *
   * @param executionId the execution
   * @param status such as {@code completed}, {@code failed} or {@code cancelled}
   * @param duration how long it took
   * @param totalSteps how many steps it had
   * @param successfulSteps how many of them succeeded
   * @param failedSteps how many of them failed
   * @param reportUrl where its report is; see {@link ExecutionClient#downloadReport}
   * @param timestamp when
   */
  record ExecutionCompleted(
      String executionId,
      String status,
      Optional<Duration> duration,
      OptionalInt totalSteps,
      OptionalInt successfulSteps,
      OptionalInt failedSteps,
      Optional<String> reportUrl,
      Instant timestamp)
      implements ExecutionEvent {

    /** Whether it was carried through to its end and no step of it failed for good. */
    public boolean succeeded() {
      return status.equalsIgnoreCase("completed") && failedSteps.orElse(0) == 0;
    }
  }

  /**
   * Something went wrong on the server's side during the execution. What refuses the connection is
   * a {@link dev.drover.ConnectionException} instead.
   *
   * @param code what kind of error
   * @param rawCode the code as it was sent
   * @param message the server's words
   * @param executionId the execution
   * @param deviceId the device, if it concerns one
   * @param timestamp when
   */
  record ExecutionError(
      ExecutionErrorCode code,
      String rawCode,
      String message,
      String executionId,
      Optional<String> deviceId,
      Instant timestamp)
      implements ExecutionEvent {}

  /**
   * A message of a type that this version does not know.
   *
   * @param type its type
   * @param json all of it
   */
  record Unknown(String type, String json) implements ExecutionEvent {}

  /**
   * Messages were lost here, or may have been: the listeners were too slow, or there was no
   * connection.
   *
   * @param from when the loss began
   * @param to when the stream was whole again
   * @param cause why, in words
   * @param dropped how many messages are known to be lost; 0 if that cannot be known
   * @param stepsMayBeMissing whether steps and errors may be among them; if not, only progress,
   *     device states and log lines are
   */
  record Gap(Instant from, Instant to, String cause, long dropped, boolean stepsMayBeMissing)
      implements ExecutionEvent {}
}
