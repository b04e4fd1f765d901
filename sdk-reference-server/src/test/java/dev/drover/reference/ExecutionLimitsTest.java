package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much there is of everything, by a clock that stands still. */
class ExecutionLimitsTest extends WithExecution {

  private PlainPeer subscriber() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    return peer.send("{'type':'subscribe_device','device_id':'emulator-5554'}").fence();
  }

  private void log(int lines) {
    for (int i = 0; i < lines; i++) {
      execution.log(DEVICE, "line " + i);
    }
  }

  @Test
  void ofAThousandLinesInASecondAHundredArrive() {
    PlainPeer peer = subscriber();

    log(1_000);

    for (int i = 0; i < 100; i++) {
      assertThat(peer.read("log_entry").path("message").asText()).isEqualTo("line " + i);
    }
    peer.expectNothing();
    clock().advance(Duration.ofSeconds(1));
    JsonNode error = peer.read("error");
    assertThat(error.path("code").asText()).isEqualTo("RATE_LIMITED");
    assertThat(error.path("device_id").asText()).isEqualTo(DEVICE);
    assertThat(error.path("message").asText()).startsWith("900 log entries");
    assertThat(server.device(DEVICE).droppedLogs()).isEqualTo(900);
  }

  @Test
  void inNoSecondAreThereMoreThanAHundredLines() {
    PlainPeer peer = subscriber();
    log(60);
    clock().advance(Duration.ofMillis(600));
    log(60);
    clock().advance(Duration.ofMillis(400));

    log(100);

    assertThat(server.device(DEVICE).droppedLogs()).isEqualTo(20 + 40);
    for (int i = 0; i < 60 + 40 + 60; i++) {
      peer.read("log_entry");
    }
  }

  @Test
  void whatWasDroppedIsToldOnceASecondAndBeforeTheEnd() {
    PlainPeer peer = watcher();
    execution.device(DEVICE);
    peer.read("device_status");
    log(101);
    clock().advance(Duration.ofSeconds(1));
    assertThat(peer.read("error").path("message").asText()).startsWith("1 log entries");
    log(102);

    execution.complete();

    assertThat(peer.read("error").path("message").asText()).startsWith("2 log entries");
    peer.read("execution_completed");
  }

  @Test
  void progressIsToldOnceASecondTheNewestAndTheLast() {
    PlainPeer peer = watcher();

    for (int i = 1; i <= 99; i++) {
      execution.progress(i, "step");
    }

    assertThat(peer.read().path("progress_percentage").asInt()).isEqualTo(1);
    clock().advance(Duration.ofMillis(999));
    peer.expectNothing();
    clock().advance(Duration.ofMillis(1));
    assertThat(peer.read().path("progress_percentage").asInt()).isEqualTo(99);
    execution.progress(100, "done").complete();
    assertThat(peer.read("execution_progress").path("progress_percentage").asInt()).isEqualTo(100);
    peer.read("execution_completed");
  }

  @Test
  void progressIsToldEveryTwoSecondsEvenIfThereIsNone() {
    PlainPeer peer = watcher();
    execution.progress(10, "long step");
    peer.read("execution_progress");

    clock().advance(Duration.ofSeconds(10));

    for (int i = 1; i <= 5; i++) {
      assertThat(peer.read("execution_progress").path("timestamp").asText())
          .isEqualTo("2025-01-27T10:30:%02dZ".formatted(2 * i));
    }
    peer.expectNothing();
  }

  @Test
  void aSixthPreviewIsRefused() {
    for (int i = 1; i <= 6; i++) {
      execution.device("d" + i).showing(() -> picture(20, 20, Color.RED));
    }
    PlainPeer peer = watcher();
    for (int i = 1; i <= 6; i++) {
      peer.read("device_status");
    }

    for (int i = 1; i <= 6; i++) {
      peer.send("{'type':'start_preview','device_id':'d%d','quality':'low'}".formatted(i));
    }
    peer.fence();

    JsonNode error = readUntil(peer, "error");
    assertThat(error.path("code").asText()).isEqualTo("PREVIEW_UNAVAILABLE");
    assertThat(error.path("device_id").asText()).isEqualTo("d6");
    assertThat(server.device("d5").viewers()).isEqualTo(1);
    assertThat(server.device("d6").viewers()).isZero();
  }

  @Test
  void anotherQualityIsNoOtherPreviewAndAStoppedOneMakesRoom() {
    for (int i = 1; i <= 6; i++) {
      execution.device("d" + i).showing(() -> picture(20, 20, Color.RED));
    }
    PlainPeer peer = watcher();
    for (int i = 1; i <= 5; i++) {
      peer.send("{'type':'start_preview','device_id':'d%d','quality':'low'}".formatted(i));
    }

    peer.send("{'type':'start_preview','device_id':'d5','quality':'high'}")
        .send("{'type':'stop_preview','device_id':'d1'}")
        .send("{'type':'start_preview','device_id':'d6'}");

    await().until(() -> server.device("d6").viewers() == 1);
    assertThat(server.device("d1").viewers()).isZero();
    assertThat(server.device("d5").viewers()).isEqualTo(1);
  }

  @Test
  void thereAreAtMostFifteenFramesASecond() {
    execution.device(DEVICE).showing(() -> picture(20, 20, Color.RED));
    PlainPeer peer = watcher();
    peer.read("device_status");
    peer.send("{'type':'start_preview','device_id':'emulator-5554','quality':'low'}").fence();
    awaitFrames(1);
    List<Instant> times = new ArrayList<>();

    for (int millis = 1; millis < 1_000; millis++) {
      clock().advance(Duration.ofMillis(1));
      awaitFrames(1 + millis / 67);
    }

    for (int i = 0; i < 15; i++) {
      times.add(Instant.parse(peer.read("preview_frame").path("timestamp").asText()));
    }
    peer.expectNothing();
    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(Duration.between(times.get(0), times.get(14))).isEqualTo(Duration.ofMillis(938));
  }

  /** Encoding happens beside the clock, which then has something due at once. */
  private void awaitFrames(long count) {
    await()
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> {
              clock().advance(Duration.ZERO);
              assertThat(server.device(DEVICE).encodedFrames()).isEqualTo(count);
            });
  }

  private static JsonNode readUntil(PlainPeer peer, String type) {
    JsonNode message = peer.read();
    while (!message.path("type").asText().equals(type)) {
      message = peer.read();
    }
    return message;
  }

  @Test
  void whoIsSilentForAnHourHasToGo() {
    PlainPeer peer = watcher();
    clock().advance(Duration.ofMinutes(59));
    peer.send("{'type':'ping'}").fence();

    clock().advance(Duration.ofMinutes(59));
    peer.expectNothing();
    assertThat(peer.isClosed()).isFalse();

    clock().advance(Duration.ofMinutes(1));
    assertThat(peer.closeCode()).isEqualTo(4408);
  }

  @Test
  void whoIsSpokenToIsNotSilent() {
    PlainPeer peer = watcher();
    clock().advance(Duration.ofMinutes(59));
    execution.stepCompleted(DEVICE, "module");
    clock().advance(Duration.ofMinutes(2));

    peer.read("device_status");
    peer.read("step_completed");
    peer.expectNothing();
    assertThat(peer.isClosed()).isFalse();
  }
}
