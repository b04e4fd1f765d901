package dev.drover.reference.internal.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a report says, as the tables that people read. */
final class Tables {

  static final List<String> STEP_HEAD =
      List.of("Time", "Device", "Module", "Result", "Attempt", "Seconds", "Error");
  static final List<String> ERROR_HEAD = List.of("Time", "Device", "Code", "Message");

  private Tables() {}

  /** What stands at the top: names and values. */
  static List<List<String>> summary(Report report) {
    return List.of(
        List.of("Status", report.status()),
        List.of("Steps", counts(report)),
        List.of("Devices", String.join(", ", report.devices())),
        List.of("Started", text(report.startedAt())),
        List.of("Finished", text(report.finishedAt())),
        List.of("Seconds", report.durationSeconds().toString()));
  }

  private static String counts(Report report) {
    return "%d of %d successful, %d failed"
        .formatted(report.successfulSteps(), report.totalSteps(), report.failedSteps());
  }

  static List<String> row(Report.Attempt attempt) {
    return List.of(
        attempt.timestamp(),
        attempt.deviceId(),
        attempt.moduleId(),
        attempt.status(),
        String.valueOf(attempt.attempt()),
        attempt.durationSeconds().toString(),
        attempt.errorCode() == null
            ? ""
            : attempt.errorCode() + ": " + text(attempt.errorMessage()));
  }

  static List<String> row(Report.Problem problem) {
    return List.of(
        problem.timestamp(), text(problem.deviceId()), problem.code(), problem.message());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
