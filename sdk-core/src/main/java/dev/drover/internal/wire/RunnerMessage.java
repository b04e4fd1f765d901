package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of {@code runner-socketio.md}. Each is a Socket.IO event with one object, but the
 * heartbeat, which has none. Fields that a field program may leave out are nullable.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public sealed interface RunnerMessage {

  /** The event's name on the wire. */
  static String event(RunnerMessage message) {
    return WireNames.of(message.getClass());
  }

  // ---- client to server to agent

  @JsonTypeName("recording:start")
  record RecordingStart(
      @Nullable String testFlowId,
      @Nullable String executionId,
      @Nullable String url,
      @Nullable String language,
      @Nullable Map<String, Object> config)
      implements RunnerMessage {}

  @JsonTypeName("recording:cancel")
  record RecordingCancel(@Nullable String testFlowId, @Nullable String executionId)
      implements RunnerMessage {}

  @JsonTypeName("execution:start")
  record ExecutionStart(
      @Nullable String executionId, @Nullable String target, @Nullable String code)
      implements RunnerMessage {}

  @JsonTypeName("execution:cancel")
  record ExecutionCancel(@Nullable String executionId) implements RunnerMessage {}

  // ---- agent to server

  /**
   * What an agent is. How many jobs it does at once and what it is at work on from before are an
   * extension, left out where it says nothing: one job, and none.
   */
  @JsonTypeName("agent:register")
  record AgentRegister(
      @Nullable String name,
      @Nullable SystemInfo systemInfo,
      @Nullable Integer maxJobs,
      @Nullable List<ActiveJob> activeJobs)
      implements RunnerMessage {}

  @JsonTypeName("agent:heartbeat")
  record AgentHeartbeat() implements RunnerMessage {}

  // ---- agent to server to client

  @JsonTypeName("recording:ready")
  record RecordingReady(@Nullable String testFlowId, @Nullable String executionId)
      implements RunnerMessage {}

  /** Where there is a code, it was a success, or what there was of one. */
  @JsonTypeName("recording:complete")
  record RecordingComplete(
      @Nullable String testFlowId,
      @Nullable String executionId,
      @Nullable Boolean success,
      @Nullable String code,
      @Nullable String message)
      implements RunnerMessage {}

  /** The level is {@code info}, {@code warn} or {@code error}. */
  @JsonTypeName("execution:log")
  record ExecutionLog(
      @Nullable String executionId, @Nullable String message, @Nullable String level)
      implements RunnerMessage {}

  /** The duration is in milliseconds. */
  @JsonTypeName("execution:complete")
  record ExecutionComplete(
      @Nullable String executionId, @Nullable Integer exitCode, @Nullable Number duration)
      implements RunnerMessage {}

  /** Not the document's: a client that was away asks for the jobs that it has started. */
  @JsonTypeName("drover:resume")
  record Resume(@Nullable List<String> executionIds) implements RunnerMessage {}

  // ---- server to client or agent

  /** The status is {@code online}, {@code offline} or {@code busy}. */
  @JsonTypeName("agent:status")
  record AgentStatus(@Nullable String agentId, @Nullable String status) implements RunnerMessage {}

  @JsonTypeName("error")
  record ErrorMessage(@Nullable String message, @Nullable String executionId)
      implements RunnerMessage {}

  /** An event that the document does not have; its arguments are JSON. */
  record Unknown(String event, List<String> arguments) implements RunnerMessage {}

  /** A job that its agent goes on with; kinds are those in the names of its events. */
  @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
  record ActiveJob(@Nullable String executionId, @Nullable String kind) {}

  /** What an agent says of its machine; versions are there only if the program is. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
  record SystemInfo(
      @Nullable String platform,
      @Nullable String arch,
      @Nullable String nodeVersion,
      @Nullable String playwrightVersion,
      @Nullable String javaVersion) {}
}
