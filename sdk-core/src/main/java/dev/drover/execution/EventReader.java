package dev.drover.execution;

import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.ExecutionEvent.StepFailed;
import dev.drover.internal.wire.ExecutionMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Makes events of messages: what was left out becomes empty. */
final class EventReader {

  /** A century: what claims to have lasted longer is no duration. */
  private static final double LONGEST_SECONDS = 3e9;

  private final String executionId;

  /** Many messages are of the same second. */
  private volatile Time newest = new Time(Instant.EPOCH.toString(), Instant.EPOCH);

  /**
   * A reader.
   *
   * @param executionId of messages that do not name it
   */
  EventReader(String executionId) {
    this.executionId = executionId;
  }

  ExecutionProgress read(ExecutionMessage.ExecutionProgress m) {
    double percentage = m.progressPercentage() == null ? 0 : m.progressPercentage().doubleValue();
    return new ExecutionProgress(
        execution(m.executionId()),
        Math.max(0, Math.min(100, percentage)),
        text(m.currentStep()),
        text(m.status()),
        time(m.timestamp()));
  }

  DeviceStatus read(ExecutionMessage.DeviceStatus m) {
    return new DeviceStatus(text(m.deviceId()), text(m.status()), time(m.lastSeen()));
  }

  StepCompleted read(ExecutionMessage.StepCompleted m) {
    return new StepCompleted(
        execution(m.executionId()),
        text(m.deviceId()),
        text(m.stepId()),
        text(m.moduleId()),
        text(m.status()),
        duration(m.durationSeconds()),
        present(m.screenshotUrl()),
        time(m.timestamp()));
  }

  StepFailed read(ExecutionMessage.StepFailed m) {
    return new StepFailed(
        execution(m.executionId()),
        text(m.deviceId()),
        text(m.stepId()),
        text(m.moduleId()),
        text(m.errorCode()),
        text(m.errorMessage()),
        m.retryAttempt() == null ? 0 : m.retryAttempt(),
        m.willRetry() != null && m.willRetry(),
        time(m.timestamp()));
  }

  LogEntry read(ExecutionMessage.LogEntry m) {
    return new LogEntry(
        execution(m.executionId()),
        text(m.deviceId()),
        text(m.level()),
        text(m.message()),
        text(m.moduleId()),
        time(m.timestamp()));
  }

  ExecutionCompleted read(ExecutionMessage.ExecutionCompleted m) {
    return new ExecutionCompleted(
        execution(m.executionId()),
        text(m.status()),
        duration(m.durationSeconds()),
        number(m.totalSteps()),
        number(m.successfulSteps()),
        number(m.failedSteps()),
        present(m.reportUrl()),
        time(m.timestamp()));
  }

  ExecutionError read(ExecutionMessage.ErrorMessage m) {
    return new ExecutionError(
        ExecutionErrorCode.of(text(m.code())),
        text(m.code()),
        text(m.message()),
        execution(m.executionId()),
        present(m.deviceId()),
        time(m.timestamp()));
  }

  /** The end, as servers tell it that have only a last progress for it. */
  static ExecutionCompleted endOf(ExecutionProgress last) {
    return new ExecutionCompleted(
        last.executionId(),
        last.status(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        last.timestamp());
  }

  private String execution(@Nullable String id) {
    return id == null ? executionId : id;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Optional<String> present(@Nullable String text) {
    return text == null || text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static OptionalInt number(@Nullable Integer number) {
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Optional<Duration> duration(@Nullable Number seconds) {
    double value = seconds == null ? -1 : seconds.doubleValue();
    return value >= 0 && value < LONGEST_SECONDS
        ? Optional.of(Duration.ofNanos(Math.round(value * 1e9)))
        : Optional.empty();
  }

  private Instant time(@Nullable String timestamp) {
    if (timestamp == null) {
      return Instant.now();
    }
    Time last = newest;
    if (!last.text().equals(timestamp)) {
      Instant told = Timestamps.of(timestamp);
      if (told == null) {
        return Instant.now();
      }
      last = new Time(timestamp, told);
      newest = last;
    }
    return last.instant();
  }

  /** A time as it was sent. */
  private record Time(String text, Instant instant) {}
}
