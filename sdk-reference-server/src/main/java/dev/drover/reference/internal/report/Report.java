package dev.drover.reference.internal.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an execution, maybe before its end. Times are ISO 8601, durations seconds.
 *
 * @param totalSteps how many steps there are to be
 * @param attempts every attempt of a step, in the order in which they ended
 * @param errors every error that was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
    String executionId,
    String status,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    Number durationSeconds,
    int totalSteps,
    int successfulSteps,
    int failedSteps,
    List<String> devices,
    List<Attempt> attempts,
    List<Problem> errors) {

  /** Whether anything has ended or gone wrong yet. */
  public boolean saysSomething() {
    return finishedAt != null || !attempts.isEmpty() || !errors.isEmpty();
  }

  /**
   * One attempt of a step.
   *
   * @param status {@code completed}, {@code failed}, or {@code retried} for one that failed and was
   *     followed by another
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Attempt(
      String timestamp,
      String stepId,
      String deviceId,
      String moduleId,
      String status,
      int attempt,
      Number durationSeconds,
      @Nullable String errorCode,
      @Nullable String errorMessage,
      @Nullable String screenshotUrl) {}

  /** An error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Problem(String timestamp, String code, String message, @Nullable String deviceId) {}
}
