package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.ExecutionEvent.StepFailed;
import dev.drover.execution.ExecutionEvent.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message of the document as an event. */
@Timeout(20)
class ExecutionEventsTest {

  private static final String ID = HandPlayedServer.ID;

  private HandPlayedServer played;
  private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();

  @BeforeEach
  void connect() throws Exception {
    played = HandPlayedServer.connected();
    played.client.events().onEach(events::add);
  }

  @AfterEach
  void close() {
    played.close();
  }

  @Test
  void progress() {
    saysGolden("execution_progress");

    assertThat(one())
        .isEqualTo(
            new ExecutionProgress(
                ID, 45, "sms_test_module", "", Instant.parse("2025-01-27T10:30:00Z")));
    assertThat(played.client.snapshot().progress()).contains((ExecutionProgress) one());
  }

  @Test
  void deviceStatus() {
    saysGolden("device_status");

    DeviceStatus busy =
        new DeviceStatus("emulator-5554", "busy", Instant.parse("2025-01-27T10:30:00Z"));
    assertThat(one()).isEqualTo(busy);
    assertThat(played.client.snapshot().devices()).containsEntry("emulator-5554", busy);
  }

  @Test
  void stepCompleted() {
    saysGolden("step_completed");

    assertThat(one())
        .isEqualTo(
            new StepCompleted(
                ID,
                "emulator-5554",
                "550e8400-e29b-41d4-a716-446655440001",
                "call_test_module",
                "completed",
                Optional.of(Duration.ofMillis(12_500)),
                Optional.of("/api/v1/artifacts/screenshots/step_001.png"),
                Instant.parse("2025-01-27T10:30:15Z")));
  }

  @Test
  void stepFailed() {
    saysGolden("step_failed");

    assertThat(one())
        .isEqualTo(
            new StepFailed(
                ID,
                "emulator-5554",
                "550e8400-e29b-41d4-a716-446655440002",
                "data_test_module",
                "ADB_TIMEOUT",
                "ADB command timed out after 30 seconds",
                1,
                true,
                Instant.parse("2025-01-27T10:31:00Z")));
  }

  @Test
  void logEntry() {
    saysGolden("log_entry");

    assertThat(one())
        .isEqualTo(
            new LogEntry(
                ID,
                "emulator-5554",
                "INFO",
                "Executing ADB command: adb shell input tap 500 800",
                "ui_interaction_module",
                Instant.parse("2025-01-27T10:30:30Z")));
  }

  @Test
  void executionCompleted() {
    saysGolden("execution_completed");

    ExecutionCompleted end =
        new ExecutionCompleted(
            ID,
            "completed",
            Optional.of(Duration.ofMinutes(3)),
            OptionalInt.of(15),
            OptionalInt.of(14),
            OptionalInt.of(1),
            Optional.of("/api/v1/reports/" + ID + "?format=pdf"),
            Instant.parse("2025-01-27T10:33:00Z"));
    assertThat(one()).isEqualTo(end);
    assertThat(end.succeeded()).as("with a failed step").isFalse();
    assertThat(played.client.snapshot().completion()).contains(end);
  }

  @Test
  void error() {
    saysGolden("error");

    assertThat(one())
        .isEqualTo(
            new ExecutionError(
                ExecutionErrorCode.DEVICE_DISCONNECTED,
                "DEVICE_DISCONNECTED",
                "Device emulator-5554 disconnected during execution",
                ID,
                Optional.of("emulator-5554"),
                Instant.parse("2025-01-27T10:32:00Z")));
  }

  @Test
  void anUnknownTypeIsAnEventToo() {
    played.says("{'type':'battery_low','device_id':'d1'}");

    assertThat(one())
        .isEqualTo(new Unknown("battery_low", "{\"type\":\"battery_low\",\"device_id\":\"d1\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execution_progress",
        "device_status",
        "step_completed",
        "step_failed",
        "log_entry",
        "execution_completed",
        "error"
      })
  void everyFieldButTheTypeMayBeMissing(String type) {
    played.says("{'type':'" + type + "'}");

    assertThat(one().toString()).doesNotContain("null");
  }

  @Test
  void severalMessagesMayComeInOneFrame() {
    played.says(
        "[{'type':'log_entry','message':'a, ]'}, [1], 7, {'type':'log_entry','message':'b'}]");

    await().until(() -> events.size() == 2);
    assertThat(events).extracting(e -> ((LogEntry) e).message()).containsExactly("a, ]", "b");
    await().until(() -> played.reported.size() == 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[",
        "[]trailing",
        "{}",
        "{'type':7}",
        "{'type':'log_entry','message':7}",
        "{'type':'preview_frame','width':'broad'}",
        "{'type':'preview_frame','frame_data':'x'}",
        "{'type':'subscribe_device'}"
      })
  void nonsenseIsReportedAndHarmsNothing(String nonsense) {
    played.says(nonsense);
    played.log("after");

    await().until(() -> events.size() == 1);
    await().until(() -> played.reported.size() == 1);
    assertThat(played.reported.get(0)).hasMessageContaining("ignored");
  }

  @Test
  void nestingWithoutEndHarmsNothing() {
    played.says("[".repeat(100_000));
    played.says("{'type':'x','y':" + "[".repeat(100_000));
    played.log("after");

    await().until(() -> events.size() == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-27T10:30:30Z,           2025-01-27T10:30:30Z",
    "2025-01-27T10:30:30.5Z,         2025-01-27T10:30:30.5Z",
    "2025-01-27T10:30:30.123456789Z, 2025-01-27T10:30:30.123456789Z",
    "2025-01-27T10:30:30.1234567891, 2025-01-27T10:30:30.123456789Z",
    "2025-01-27T10:30:30+02:00,      2025-01-27T08:30:30Z",
    "2025-01-27T10:30:30.25-0530,    2025-01-27T16:00:30.25Z",
    "2025-01-27 10:30:30,            2025-01-27T10:30:30Z",
    "2025-01-27T10:30,               2025-01-27T10:30:00Z",
    "2025-01-27T10:30:30+01,         2025-01-27T09:30:30Z"
  })
  void timesOfAllKinds(String sent, Instant meant) {
    played.says("{'type':'log_entry','timestamp':'" + sent + "'}");

    assertThat(((LogEntry) one()).timestamp()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2025-13-27T10:30:30Z", "2025-01-27T10:30:30Q", "2025"})
  void aTimeThatCannotBeReadIsThatOfArrival(String sent) {
    Instant before = Instant.now();

    played.says("{'type':'log_entry','timestamp':'" + sent + "'}");

    assertThat(((LogEntry) one()).timestamp()).isBetween(before, Instant.now());
  }

  @Test
  void theSnapshotKeepsTheNewestWordOfEachStep() {
    played.says("{'type':'step_completed','step_id':'1','status':'running'}");
    played.says("{'type':'step_failed','step_id':'2','error_code':'E'}");
    played.says("{'type':'step_completed','step_id':'1','status':'completed'}");

    List<ExecutionEvent.StepEvent> steps = played.client.snapshot().steps();
    assertThat(steps).extracting(ExecutionEvent.StepEvent::stepId).containsExactly("1", "2");
    assertThat(((StepCompleted) steps.get(0)).isRunning()).isFalse();
    assertThat(played.client.snapshot())
        .hasToString("ExecutionSnapshot[" + ID + ", no progress yet, 2 steps, 0 devices]");
  }

  private ExecutionEvent one() {
    await().until(() -> events.size() == 1);
    return events.get(0);
  }

  private void saysGolden(String message) {
    String file = "/wire/execution-monitoring/" + message + ".json";
    try (InputStream in = ExecutionEventsTest.class.getResourceAsStream(file)) {
      played.server.receives(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
