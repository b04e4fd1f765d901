package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code execution-monitoring.md}, and the acknowledgement that {@code drover.v1}
 * adds to it. Fields that a field server may leave out are nullable, even where the document always
 * has them. Times are ISO 8601 as they were sent, durations seconds.
 */
public sealed interface ExecutionMessage extends WireMessage {

  // ---- client to server

  record SubscribeDevice(@Nullable String deviceId) implements ExecutionMessage {}

  record UnsubscribeDevice(@Nullable String deviceId) implements ExecutionMessage {}

  record StartPreview(@Nullable String deviceId, @Nullable String quality)
      implements ExecutionMessage {}

  record StopPreview(@Nullable String deviceId) implements ExecutionMessage {}

  /** Of {@code drover.v1}: a guaranteed message has been handled. */
  record Ack(@Nullable String messageId) implements ExecutionMessage {}

  /** Not in the document, but sent by programs in the field; it asks for nothing. */
  record Ping() implements ExecutionMessage {}

  // ---- server to client

  /** The status is there in the last one of servers that send no {@link ExecutionCompleted}. */
  record ExecutionProgress(
      @Nullable String executionId,
      @Nullable Number progressPercentage,
      @Nullable String currentStep,
      @Nullable String status,
      @Nullable String timestamp)
      implements ExecutionMessage {}

  record DeviceStatus(@Nullable String deviceId, @Nullable String status, @Nullable String lastSeen)
      implements ExecutionMessage {}

  /** With the status {@code running} it tells of the step's start. */
  record StepCompleted(
      @Nullable String executionId,
      @Nullable String deviceId,
      @Nullable String stepId,
      @Nullable String moduleId,
      @Nullable String status,
      @Nullable Number durationSeconds,
      @Nullable String screenshotUrl,
      @Nullable String timestamp,
      @Nullable String messageId)
      implements ExecutionMessage {}

  record StepFailed(
      @Nullable String executionId,
      @Nullable String deviceId,
      @Nullable String stepId,
      @Nullable String moduleId,
      @Nullable String errorCode,
      @Nullable String errorMessage,
      @Nullable Integer retryAttempt,
      @Nullable Boolean willRetry,
      @Nullable String timestamp,
      @Nullable String messageId)
      implements ExecutionMessage {}

  record LogEntry(
      @Nullable String executionId,
      @Nullable String deviceId,
      @Nullable String level,
      @Nullable String message,
      @Nullable String moduleId,
      @Nullable String timestamp)
      implements ExecutionMessage {}

  /** The frame is a data URI of a JPEG; its width and height are in pixels. */
  record PreviewFrame(
      @Nullable String deviceId,
      @Nullable String frameData,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable String timestamp)
      implements ExecutionMessage {}

  record ExecutionCompleted(
      @Nullable String executionId,
      @Nullable String status,
      @Nullable Number durationSeconds,
      @Nullable Integer totalSteps,
      @Nullable Integer successfulSteps,
      @Nullable Integer failedSteps,
      @Nullable String reportUrl,
      @Nullable String timestamp)
      implements ExecutionMessage {}

  @JsonTypeName("error")
  record ErrorMessage(
      @Nullable String code,
      @Nullable String message,
      @Nullable String executionId,
      @Nullable String deviceId,
      @Nullable String timestamp,
      @Nullable String messageId)
      implements ExecutionMessage {}

  /** A message of a type that this side does not know. */
  record Unknown(String type, String json) implements ExecutionMessage {}
}
