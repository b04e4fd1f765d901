package dev.drover.runner;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Test code to run ({@code execution:start}). Immutable: every setter returns a changed copy. */
public final class ExecutionRequest {

  private final String executionId;
  private final String target;
  private final String code;
  private final @Nullable Duration timeout;

  private ExecutionRequest(
      String executionId, String target, String code, @Nullable Duration timeout) {
    this.executionId = executionId;
    this.target = target;
    this.code = code;
    this.timeout = timeout;
  }

  /**
   * Code to run, with a new id, on the target {@code local}.
   *
   * @param code the source
   * @return the request
   * @throws IllegalArgumentException if it is blank
   */
  public static ExecutionRequest code(String code) {
    return new ExecutionRequest(
        UUID.randomUUID().toString(), "local", Checked.text("the code", code), null);
  }

  /**
   * Another id.
   *
   * @param id not blank
   * @return the changed copy
   */
  public ExecutionRequest executionId(String id) {
    return new ExecutionRequest(Checked.text("executionId", id), target, code, timeout);
  }

  /**
   * Another target.
   *
   * @param name where to run, in the server's words
   * @return the changed copy
   */
  public ExecutionRequest target(String name) {
    return new ExecutionRequest(executionId, Checked.text("target", name), code, timeout);
  }

  /**
   * How long the execution may take. By default the command timeout of the client's options.
   *
   * @param limit above zero
   * @return the changed copy
   */
  public ExecutionRequest timeout(Duration limit) {
    return new ExecutionRequest(executionId, target, code, Checked.duration("timeout", limit));
  }

  /** The execution's id. */
  public String executionId() {
    return executionId;
  }

  /** Where to run. */
  public String target() {
    return target;
  }

  /** The source. */
  public String code() {
    return code;
  }

  /** How long it may take, if this request says so. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  @Override
  public String toString() {
    return "ExecutionRequest[%s on %s, %d characters of code]"
        .formatted(executionId, target, code.length());
  }
}
