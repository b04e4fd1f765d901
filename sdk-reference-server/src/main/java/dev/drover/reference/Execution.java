package dev.drover.reference;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * An execution that can be watched under {@code /ws/executions/{id}} ({@code
 * execution-monitoring.md}). It runs by a plan or is driven by hand; both may be mixed. Every
 * method returns at once, but {@link #await}, and may be called from any thread. Once it has ended,
 * telling more of it is an {@link IllegalStateException}.
 *
 * <pre>{@code
 * Execution execution = server.execution("550e8400-e29b-41d4-a716-446655440000");
 * execution.device("emulator-5554").showing(() -> image);
 * execution.progress(45, "sms_test_module").log("emulator-5554", "tapping");
 * execution.stepCompleted("emulator-5554", "sms_test_module").complete();
 * }</pre>
 */
public interface Execution {

  /** The execution's id, a UUID. */
  String id();

  /** How it stands. */
  ExecutionStatus status();

  /**
   * A device of this execution; becomes one by this call if it is none yet.
   *
   * @param deviceId its id, not blank
   * @return the device
   */
  ExecutionDevice device(String deviceId);

  /**
   * Tells how far it is. Watchers hear at most one a second, of several the newest; the last one
   * before the end is always told.
   *
   * @param percentage 0 to 100
   * @param currentStep what is being done
   * @return this execution
   */
  Execution progress(int percentage, String currentStep);

  /**
   * A step has succeeded.
   *
   * @param deviceId where it ran
   * @param moduleId what ran
   * @return this execution
   */
  default Execution stepCompleted(String deviceId, String moduleId) {
    return stepCompleted(ExecutionStep.of(deviceId, moduleId));
  }

  /**
   * A step has succeeded.
   *
   * @param step the step
   * @return this execution
   */
  Execution stepCompleted(ExecutionStep step);

  /**
   * A step has failed and is not tried again.
   *
   * @param deviceId where it ran
   * @param moduleId what ran
   * @param errorCode for programs, such as {@code ADB_TIMEOUT}
   * @param errorMessage for people
   * @return this execution
   */
  default Execution stepFailed(
      String deviceId, String moduleId, String errorCode, String errorMessage) {
    return stepFailed(ExecutionStep.of(deviceId, moduleId), errorCode, errorMessage);
  }

  /**
   * A step has failed.
   *
   * @param step the step; it says whether it is tried again, in which case it does not count yet
   * @param errorCode for programs, such as {@code ADB_TIMEOUT}
   * @param errorMessage for people
   * @return this execution
   */
  Execution stepFailed(ExecutionStep step, String errorCode, String errorMessage);

  /**
   * A device says something, with level {@code INFO}, in the module that it runs.
   *
   * @param deviceId who says it
   * @param message one line or more
   * @return this execution
   */
  Execution log(String deviceId, String message);

  /**
   * A device says something. Watchers who subscribed to it hear at most a hundred entries a second
   * of each device; what is more is dropped, counted, and told as {@code RATE_LIMITED}, and so is,
   * to a connection that does not keep up, what it missed.
   *
   * @param deviceId who says it
   * @param level such as {@code INFO}
   * @param message one line or more
   * @param moduleId what runs
   * @return this execution
   */
  Execution log(String deviceId, String level, String message, String moduleId);

  /**
   * Tells watchers of an error.
   *
   * @param deviceId the device that it concerns
   * @param code such as {@code MODULE_TIMEOUT}
   * @param message for people
   * @return this execution
   */
  Execution error(String deviceId, String code, String message);

  /**
   * Sends every watcher a text as it is, be it a message or not: for trying how a client takes what
   * this server would never say.
   *
   * @param text one WebSocket text message
   * @return this execution
   */
  Execution sendText(String text);

  /**
   * As {@link ExecutionDevice#disconnect}.
   *
   * @param deviceId which device
   * @return this execution
   */
  default Execution disconnectDevice(String deviceId) {
    device(deviceId).disconnect();
    return this;
  }

  /**
   * Ends it as {@link ExecutionStatus#COMPLETED}.
   *
   * @return how it ended
   */
  default ExecutionOutcome complete() {
    return complete(ExecutionStatus.COMPLETED);
  }

  /**
   * Ends it. What a plan still runs is stopped and reported as failed. The last progress, if it was
   * not told yet, and the end are told; for five minutes more its report, its screenshots and what
   * a client missed can be had. If it has ended already, nothing happens.
   *
   * @param status a final one
   * @return how it ended, which may have been otherwise and before
   */
  ExecutionOutcome complete(ExecutionStatus status);

  /**
   * Ends it as {@link ExecutionStatus#CANCELLED}.
   *
   * @return how it ended
   */
  default ExecutionOutcome cancel() {
    return complete(ExecutionStatus.CANCELLED);
  }

  /** Done when it has ended. */
  CompletableFuture<ExecutionOutcome> outcome();

  /**
   * Waits for its end, in real time.
   *
   * @param timeout how long to wait
   * @return how it ended
   * @throws dev.drover.RequestTimeoutException if it did not end in time
   */
  ExecutionOutcome await(Duration timeout);

  /** How many connections watch it. */
  int watchers();

  /**
   * How many guaranteed messages the connections that acknowledge have not acknowledged yet, all
   * together.
   */
  int unacknowledged();
}
