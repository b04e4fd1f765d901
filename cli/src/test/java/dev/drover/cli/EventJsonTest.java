package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.execution.ExecutionErrorCode;
import dev.drover.execution.ExecutionEvent;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads {@code watch --json} knows the document, not our records. */
class EventJsonTest {

  private static final Instant NOW = Instant.parse("2025-01-27T10:30:00Z");

  static Object[][] events() {
    return new Object[][] {
      {
        new ExecutionProgress("e", 45, "sms", "", NOW),
        "\"event\":\"execution_progress\"",
        "\"progress_percentage\":45.0"
      },
      {
        new StepCompleted(
            "e",
            "d",
            "s",
            "m",
            "completed",
            Optional.of(Duration.ofMillis(12_500)),
            Optional.empty(),
            NOW),
        "\"event\":\"step_completed\"",
        "\"duration_seconds\":12.5"
      },
      {
        new ExecutionError(
            ExecutionErrorCode.DEVICE_DISCONNECTED,
            "DEVICE_DISCONNECTED",
            "lost",
            "e",
            Optional.of("d"),
            NOW),
        "\"event\":\"error\"",
        "\"device_id\":\"d\""
      }
    };
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventsAreNamedAsTheDocumentHasThem(ExecutionEvent event, String type, String field) {
    assertThat(EventJson.line(event))
        .contains(type, field)
        .contains("\"timestamp\":\"2025-01-27T10:30:00Z\"");
  }
}
