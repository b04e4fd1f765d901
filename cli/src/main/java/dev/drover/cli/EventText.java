package dev.drover.cli;

import dev.drover.execution.ExecutionEvent;
import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.Gap;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.ExecutionEvent.StepFailed;
import dev.drover.execution.ExecutionEvent.Unknown;
import java.time.Duration;
import java.util.Optional;

/** An event as a line for people. */
final class EventText {

  private EventText() {}

  static String line(ExecutionEvent event) {
    if (event instanceof ExecutionProgress e) {
      return "%3.0f %%  %s".formatted(e.percentage(), e.currentStep());
    } else if (event instanceof DeviceStatus e) {
      return "device %s is %s".formatted(e.deviceId(), e.status());
    } else if (event instanceof StepCompleted e) {
      return "step %s on %s %s%s"
          .formatted(
              e.moduleId(),
              e.deviceId(),
              e.isRunning() ? "begins" : e.status(),
              took(e.duration()));
    } else if (event instanceof StepFailed e) {
      return "step %s on %s failed, attempt %d: %s: %s%s"
          .formatted(
              e.moduleId(),
              e.deviceId(),
              e.retryAttempt(),
              e.errorCode(),
              e.errorMessage(),
              e.willRetry() ? "; it is tried again" : "");
    } else if (event instanceof LogEntry e) {
      return "%-5s %s  %s".formatted(e.level(), e.deviceId(), e.message());
    } else if (event instanceof ExecutionError e) {
      return "error %s: %s".formatted(e.rawCode(), e.message());
    } else if (event instanceof Gap e) {
      return "gap from %s to %s, something may be missing: %s"
          .formatted(e.from(), e.to(), e.cause());
    } else if (event instanceof ExecutionCompleted e) {
      return completed(e);
    }
    return "unknown message: " + ((Unknown) event).type();
  }

  private static String completed(ExecutionCompleted end) {
    String steps =
        end.totalSteps().isEmpty()
            ? ""
            : ", %d of %d steps succeeded, %d failed"
                .formatted(
                    end.successfulSteps().orElse(0),
                    end.totalSteps().getAsInt(),
                    end.failedSteps().orElse(0));
    return "execution " + end.status() + took(end.duration()) + steps;
  }

  private static String took(Optional<Duration> duration) {
    return duration.map(d -> " in %.1f s".formatted(d.toMillis() / 1e3)).orElse("");
  }
}
