package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a WebSocket program sees that knows {@code execution-monitoring.md} and nothing else. */
class ExecutionDocumentTest extends WithExecution {

  @ParameterizedTest
  @ValueSource(strings = {"/ws/executions/", "/api/v1/ws/executions/"})
  void tellsTheStateAtFirst(String path) {
    execution.device(DEVICE).status("busy");

    PlainPeer peer = closing(PlainPeer.connect(server.uri().resolve(path + ID)));

    peer.expect(STATE)
        .expect(
            "{'type':'device_status','device_id':'emulator-5554','status':'busy','last_seen':'2025-01-27T10:30:00Z'}")
        .expectNothing();
  }

  @Test
  void tellsProgress() {
    PlainPeer peer = watcher();

    execution.progress(45, "sms_test_module");

    peer.expect(
        """
        {'type':'execution_progress','execution_id':'550e8400-e29b-41d4-a716-446655440000',
         'progress_percentage':45,'current_step':'sms_test_module',
         'timestamp':'2025-01-27T10:30:00Z'}
        """);
  }

  @Test
  void tellsOfDevicesToThoseWhoSubscribed() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    peer.send("{'type':'subscribe_device','device_id':'emulator-5554'}").expectNothing();

    server.device(DEVICE).status("busy");

    peer.expect(
        "{'type':'device_status','device_id':'emulator-5554','status':'busy','last_seen':'2025-01-27T10:30:00Z'}");
  }

  @Test
  void tellsOfStepsThatSucceeded() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    clock().advance(Duration.ofSeconds(15));

    execution.stepCompleted(
        ExecutionStep.of(DEVICE, "call_test_module")
            .withId("550e8400-e29b-41d4-a716-446655440001")
            .withDuration(Duration.ofMillis(12_500))
            .withScreenshotUrl("/api/v1/artifacts/screenshots/step_001.png"));

    peer.expect(
        """
        {'type':'step_completed','execution_id':'550e8400-e29b-41d4-a716-446655440000',
         'device_id':'emulator-5554','step_id':'550e8400-e29b-41d4-a716-446655440001',
         'module_id':'call_test_module','status':'completed','duration_seconds':12.5,
         'screenshot_url':'/api/v1/artifacts/screenshots/step_001.png',
         'timestamp':'2025-01-27T10:30:15Z'}
        """);
  }

  @Test
  void tellsOfStepsThatFailed() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    clock().advance(Duration.ofMinutes(1));

    execution.stepFailed(
        ExecutionStep.of(DEVICE, "data_test_module")
            .withId("550e8400-e29b-41d4-a716-446655440002")
            .withAttempt(1, true),
        "ADB_TIMEOUT",
        "ADB command timed out after 30 seconds");

    peer.expect(
        """
        {'type':'step_failed','execution_id':'550e8400-e29b-41d4-a716-446655440000',
         'device_id':'emulator-5554','step_id':'550e8400-e29b-41d4-a716-446655440002',
         'module_id':'data_test_module','error_code':'ADB_TIMEOUT',
         'error_message':'ADB command timed out after 30 seconds','retry_attempt':1,
         'will_retry':true,'timestamp':'2025-01-27T10:31:00Z'}
        """);
  }

  @Test
  void passesLogEntriesOn() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    peer.send("{'type':'subscribe_device','device_id':'emulator-5554'}").fence();
    clock().advance(Duration.ofSeconds(30));

    execution.log(
        DEVICE,
        "INFO",
        "Executing ADB command: adb shell input tap 500 800",
        "ui_interaction_module");

    peer.expect(
        """
        {'type':'log_entry','execution_id':'550e8400-e29b-41d4-a716-446655440000',
         'device_id':'emulator-5554','level':'INFO',
         'message':'Executing ADB command: adb shell input tap 500 800',
         'module_id':'ui_interaction_module','timestamp':'2025-01-27T10:30:30Z'}
        """);
  }

  @Test
  void tellsOfErrors() {
    PlainPeer peer = watcher();
    clock().advance(Duration.ofMinutes(2));
    execution.device(DEVICE);
    peer.read("device_status");

    execution.disconnectDevice(DEVICE);

    peer.expect(
        """
        {'type':'error','code':'DEVICE_DISCONNECTED',
         'message':'Device emulator-5554 disconnected during execution',
         'execution_id':'550e8400-e29b-41d4-a716-446655440000','device_id':'emulator-5554',
         'timestamp':'2025-01-27T10:32:00Z'}
        """);
  }

  @Test
  void tellsTheEnd() {
    execution.stepFailed(DEVICE, "first", "E", "failed");
    for (int i = 0; i < 14; i++) {
      execution.stepCompleted(DEVICE, "next");
    }
    PlainPeer peer = watcher();
    peer.read("device_status");
    clock().advance(Duration.ofMinutes(3));

    execution.complete();

    peer.expect(
            """
            {'type':'execution_completed','execution_id':'550e8400-e29b-41d4-a716-446655440000',
             'status':'completed','duration_seconds':180,'total_steps':15,'successful_steps':14,
             'failed_steps':1,
             'report_url':'/api/v1/reports/550e8400-e29b-41d4-a716-446655440000?format=pdf',
             'timestamp':'2025-01-27T10:33:00Z'}
            """)
        .expectNothing();
    assertThat(peer.isClosed()).isFalse();
  }

  @Test
  void tellsOfACancellation() {
    PlainPeer peer = watcher();

    ExecutionOutcome outcome = execution.cancel();

    assertThat(peer.read("execution_completed").path("status").asText()).isEqualTo("cancelled");
    assertThat(outcome.isSuccess()).isFalse();
    assertThat(execution.await(Duration.ofSeconds(10))).isEqualTo(outcome);
  }

  @Test
  void nothingHappensAfterTheEnd() {
    execution.complete();

    assertThat(execution.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(execution.cancel().status()).isEqualTo(ExecutionStatus.COMPLETED);
    org.assertj.core.api.Assertions.assertThatIllegalStateException()
        .isThrownBy(() -> execution.progress(1, "late"))
        .withMessageContaining("has ended as completed");
  }
}
