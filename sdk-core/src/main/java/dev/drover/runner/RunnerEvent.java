package dev.drover.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server tells: one record for each event of {@code runner-socketio.md} that goes to
 * clients. Texts that were left out are empty.
 */
public sealed interface RunnerEvent {

  /**
   * A recorder is ready for the user ({@code recording:ready}).
   *
   * @param testFlowId the test flow
   * @param executionId the execution
   */
  record RecordingReady(String testFlowId, String executionId) implements RunnerEvent {}

  /**
   * A recording has ended ({@code recording:complete}).
   *
   * @param testFlowId the test flow
   * @param executionId the execution
   * @param success whether it succeeded
   * @param code what was recorded
   * @param message the agent's words
   */
  record RecordingComplete(
      String testFlowId, String executionId, boolean success, String code, String message)
      implements RunnerEvent {}

  /**
   * A line of an execution's log ({@code execution:log}).
   *
   * @param executionId the execution
   * @param message the line
   * @param level {@code info}, {@code warn} or {@code error}
   */
  record ExecutionLog(String executionId, String message, String level) implements RunnerEvent {}

  /**
   * An execution has ended ({@code execution:complete}).
   *
   * @param executionId the execution
   * @param exitCode any is a result; -1 if none was told
   * @param duration how long it took
   */
  record ExecutionComplete(String executionId, int exitCode, Duration duration)
      implements RunnerEvent {}

  /**
   * An agent changed its state ({@code agent:status}).
   *
   * @param agentId the agent
   * @param state its new state
   * @param rawStatus as it was sent
   */
  record AgentStatus(String agentId, AgentState state, String rawStatus) implements RunnerEvent {}

  /**
   * Something went wrong on the server's side ({@code error}). It does not end the connection.
   *
   * @param message the server's words
   * @param executionId the execution that it concerns, if it says so
   */
  record ServerError(String message, Optional<String> executionId) implements RunnerEvent {}

  /**
   * An event that the document does not have.
   *
   * @param name its name
   * @param arguments each as JSON
   */
  record Unknown(String name, List<String> arguments) implements RunnerEvent {}

  /**
   * Events may have been lost: there was no connection.
   *
   * @param from when the loss began
   * @param to when the stream was whole again
   * @param cause why, in words
   * @param dropped how many events are known to be lost; 0 if that cannot be known
   */
  record Gap(Instant from, Instant to, String cause, long dropped) implements RunnerEvent {}
}
