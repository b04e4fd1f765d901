package dev.drover.runner;

/**
 * How a recording ended.
 *
 * @param testFlowId the test flow
 * @param executionId the execution
 * @param success whether it succeeded, as the agent reports it
 * @param code what was recorded, empty if nothing was
 * @param message the agent's words, empty if it gave none
 * @param cancelled whether it was cancelled through its handle
 */
public record RecordingResult(
    String testFlowId,
    String executionId,
    boolean success,
    String code,
    String message,
    boolean cancelled) {

  /** Without the code, which may be long. */
  @Override
  public String toString() {
    return "RecordingResult[%s, success=%s, %d characters of code, cancelled=%s, message=%s]"
        .formatted(executionId, success, code.length(), cancelled, message);
  }
}
