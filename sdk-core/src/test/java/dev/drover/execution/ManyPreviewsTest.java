package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.DroverException;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.transport.CloseInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More previews than one connection may hold. */
@Timeout(20)
class ManyPreviewsTest {

  @Test
  void theSixthIsRefusedAndSaysWhatToDo() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<Preview> five = start(played, 5);

      assertThatThrownBy(() -> played.client.startPreview("d5", PreviewQuality.LOW))
          .isInstanceOf(DroverException.class)
          .hasMessageContaining("[d0, d1, d2, d3, d4]")
          .hasMessageContaining("spreadPreviews(true)");
      five.get(0).close();

      assertThat(played.client.startPreview("d5", PreviewQuality.LOW).isActive()).isTrue();
    }
  }

  @Test
  void theSixthGoesOverAFurtherConnectionIfItMay() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      Preview sixth = start(played, 6).get(5);

      FakeTransports.Fake further = played.transports.next();
      further.listener.onOpen();
      further.listener.onPong();
      frame(further, "d5");

      assertThat(sixth.frames()).isEqualTo(1);
      assertThat(further.sent)
          .containsExactly("{\"type\":\"start_preview\",\"device_id\":\"d5\",\"quality\":\"low\"}");
      assertThat(played.lastUri()).doesNotContain("?");
    }
  }

  @Test
  void aFurtherConnectionGoesWithItsLastPreview() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      List<Preview> seven = start(played, 7);
      FakeTransports.Fake further = played.transports.next();
      further.listener.onOpen();
      further.listener.onPong();

      seven.get(5).close();
      assertThat(further.closes).isEmpty();
      seven.get(6).close();

      await().until(() -> further.closes.equals(List.of("1000")));
    }
  }

  @Test
  void aFurtherConnectionComesBackWithItsPreviews() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      start(played, 6);
      FakeTransports.Fake further = played.transports.next();
      further.listener.onOpen();
      further.listener.onPong();
      further.breaks(CloseInfo.Kind.LOST, 1006, "cut");

      FakeTransports.Fake again = played.transports.next();
      again.listener.onOpen();
      again.listener.onPong();

      await().until(() -> again.sent.equals(further.sent));
    }
  }

  @Test
  void aFurtherConnectionThatIsRefusedEndsItsPreviewsOnly() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      List<Preview> six = start(played, 6);
      FakeTransports.Fake further = played.transports.next();
      further.listener.onOpen();
      further.receives("{\"type\":\"error\",\"code\":\"RATE_LIMITED\",\"message\":\"eleven\"}");

      await().until(() -> !six.get(5).isActive());
      assertThat(six.subList(0, 5)).allMatch(Preview::isActive);
      await()
          .until(
              () -> played.reported.stream().anyMatch(e -> e.toString().contains("RATE_LIMITED")));
    }
  }

  @Test
  void onlyTenConnectionsAreMade() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      start(played, 50);

      assertThatThrownBy(() -> played.client.startPreview("d50", PreviewQuality.LOW))
          .hasMessageContaining("all 10 connections");
      await().until(() -> played.transports.uris.size() == 10);
    }
  }

  @Test
  void closingEndsThemAll() throws Exception {
    HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true));
    List<Preview> six = start(played, 6);
    FakeTransports.Fake further = played.transports.next();

    played.close();

    await().until(() -> !further.closes.isEmpty());
    assertThat(six).noneMatch(Preview::isActive);
  }

  @Test
  void whatElseComesOverFurtherConnectionsIsNotHeardTwice() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected(o -> o.spreadPreviews(true))) {
      List<ExecutionEvent> events = played.collect(ExecutionEvent.class);
      start(played, 6);
      FakeTransports.Fake further = played.transports.next();
      further.listener.onOpen();
      further.receives("{\"type\":\"execution_progress\",\"progress_percentage\":1}");
      further.receives("{\"type\":\"step_completed\",\"step_id\":\"1\"}");
      played.log("last");

      await().until(() -> events.size() == 1);
    }
  }

  private static List<Preview> start(HandPlayedServer played, int count) {
    List<Preview> previews = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      previews.add(played.client.startPreview("d" + i, PreviewQuality.LOW));
    }
    return previews;
  }

  private static void frame(FakeTransports.Fake server, String device) {
    server.receives(
        "{\"type\":\"preview_frame\",\"device_id\":\"%s\",\"frame_data\":\"AAAA\"}"
            .formatted(device));
  }
}
