package dev.drover.runner;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an agent is and what it can do. Immutable: every setter returns a changed copy. */
public final class RunnerAgentOptions {

  /** What the document asks for. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final String name;
  private final @Nullable ExecutionHandler executions;
  private final @Nullable RecordingHandler recordings;
  private final int maxJobs;
  private final Duration heartbeat;

  private RunnerAgentOptions(
      String name,
      @Nullable ExecutionHandler executions,
      @Nullable RecordingHandler recordings,
      int maxJobs,
      Duration heartbeat) {
    this.name = name;
    this.executions = executions;
    this.recordings = recordings;
    this.maxJobs = maxJobs;
    this.heartbeat = heartbeat;
  }

  /**
   * An agent that does one job at a time, and cannot do any yet.
   *
   * @param name for people to read
   * @return the options
   * @throws IllegalArgumentException if it is blank
   */
  public static RunnerAgentOptions named(String name) {
    return new RunnerAgentOptions(Checked.text("an agent's name", name), null, null, 1, HEARTBEAT);
  }

  /**
   * Who runs test code. Without one, executions are answered with an error.
   *
   * @param handler such as a {@link ProcessExecutionHandler}
   * @return the changed copy
   */
  public RunnerAgentOptions onExecution(ExecutionHandler handler) {
    return new RunnerAgentOptions(name, handler, recordings, maxJobs, heartbeat);
  }

  /**
   * Who records. Without one, recordings are answered with an error.
   *
   * @param handler such as a {@link ProcessRecordingHandler}
   * @return the changed copy
   */
  public RunnerAgentOptions onRecording(RecordingHandler handler) {
    return new RunnerAgentOptions(name, executions, handler, maxJobs, heartbeat);
  }

  /**
   * How many jobs run at once; by default one. More wait for their turn.
   *
   * @param jobs at least 1
   * @return the changed copy
   */
  public RunnerAgentOptions maxJobs(int jobs) {
    return new RunnerAgentOptions(
        name, executions, recordings, Checked.positive("maxJobs", jobs), heartbeat);
  }

  /**
   * How often the agent says that it is alive; by default every 30 s, as the document asks.
   *
   * @param interval above zero
   * @return the changed copy
   */
  public RunnerAgentOptions heartbeat(Duration interval) {
    return new RunnerAgentOptions(
        name, executions, recordings, maxJobs, Checked.duration("heartbeat", interval));
  }

  /** The agent's name. */
  public String name() {
    return name;
  }

  /** Who runs test code. */
  public Optional<ExecutionHandler> executionHandler() {
    return Optional.ofNullable(executions);
  }

  /** Who records. */
  public Optional<RecordingHandler> recordingHandler() {
    return Optional.ofNullable(recordings);
  }

  /** How many jobs run at once. */
  public int maxJobs() {
    return maxJobs;
  }

  /** How often the agent says that it is alive. */
  public Duration heartbeat() {
    return heartbeat;
  }

  @Override
  public String toString() {
    return "RunnerAgentOptions[%s, %d jobs at once]".formatted(name, maxJobs);
  }
}
