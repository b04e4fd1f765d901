package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.Gap;
import dev.drover.Subscription;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.transport.CloseInfo;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lost connections: what comes back by itself, and what is marked as missing. */
@Timeout(20)
class ReconnectTest {

  @Test
  void subscriptionsAndPreviewsComeBack() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.client.subscribeDevice("d1");
      played.client.startPreview("d2", PreviewQuality.LOW);
      List<String> asked = played.sent();
      played.cut();

      played.accept();

      await().until(() -> played.client.state() == ConnectionState.CONNECTED);
      assertThat(played.sent())
          .isEqualTo(asked)
          .containsExactly(
              "{'type':'subscribe_device','device_id':'d1'}",
              "{'type':'start_preview','device_id':'d2','quality':'low'}");
    }
  }

  @Test
  void whatWasEndedDoesNotComeBack() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.client.subscribeDevice("d1").close();
      played.client.startPreview("d2", PreviewQuality.LOW).close();
      played.cut();

      played.accept();

      await().until(() -> played.client.state() == ConnectionState.CONNECTED);
      assertThat(played.sent()).isEmpty();
    }
  }

  @Test
  void whatIsAskedForWithoutConnectionIsSentWithTheNext() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.cut();
      Subscription subscription = played.client.subscribeDevice("d1");
      played.client.startPreview("d2", PreviewQuality.HIGH);

      played.accept();

      await().until(() -> played.sent().size() == 2);
      assertThat(subscription.isActive()).isTrue();
    }
  }

  @RepeatedTest(30)
  void aDeviceSubscribedInTheMomentOfTheReconnectIsSubscribed() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.cut();
      FakeTransports.Fake next = played.server;
      next.listener.onOpen();
      Thread accepting = new Thread(next.listener::onPong);
      accepting.start();
      played.client.subscribeDevice("d1");
      accepting.join();

      await().until(() -> !played.sent().isEmpty());
    }
  }

  @Test
  void linesThatTheServerDroppedLeaveAGapToo() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionEvent> events = played.collect(ExecutionEvent.class);
      played.log("before");
      played.says(
          "{'type':'error','code':'RATE_LIMITED','message':'900 dropped','device_id':'d1'}");
      played.log("after");

      await().until(() -> events.size() == 4);
      assertThat(((ExecutionEvent.Gap) events.get(1)).cause()).contains("d1", "900 dropped");
      assertThat(((ExecutionEvent.Gap) events.get(1)).stepsMayBeMissing()).isFalse();
      assertThatThrownBy(played.client::assertNoGaps).hasMessageContaining("900 dropped");
    }
  }

  @Test
  void aCutLeavesOneGapInItsPlace() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionEvent> events = played.collect(ExecutionEvent.class);
      List<Gap> gaps = new CopyOnWriteArrayList<>();
      played.client.events().onGap(gaps::add);
      played.log("before");
      played.cut();
      played.server.listener.onOpen();
      played.log("after"); // Ahead of the pong.
      played.server.listener.onPong();

      await().until(() -> events.size() == 3);
      assertThat(events.get(0)).isInstanceOf(LogEntry.class);
      assertThat(((ExecutionEvent.Gap) events.get(1)).stepsMayBeMissing()).isTrue();
      assertThat(events.get(2)).isInstanceOf(LogEntry.class);
      assertThat(gaps).hasSize(1);
      assertThatThrownBy(played.client::assertNoGaps)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("1 gaps");
    }
  }

  @Test
  void aServerThatResumesLeavesAGapWithoutSteps() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionEvent.Gap> gaps = played.collect(ExecutionEvent.Gap.class);
      played.step("1", "m-1");
      played.cut();

      played.accept();

      await().until(() -> gaps.size() == 1);
      assertThat(gaps.get(0).stepsMayBeMissing()).isFalse();
    }
  }

  @Test
  void withoutCutsThereAreNoGaps() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<LogEntry> logs = played.collect(LogEntry.class);
      played.log("a");

      await().until(() -> logs.size() == 1);
      played.client.assertNoGaps();
    }
  }

  @Test
  void attemptsThatFailBeforeTheUpgradeAreMadeAgain() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionEvent.Gap> gaps = played.collect(ExecutionEvent.Gap.class);
      played.cut();
      for (int i = 0; i < 5; i++) {
        played.server.breaks(CloseInfo.Kind.UNREACHABLE, 1006, "refused");
        played.server = played.transports.next();
      }

      played.accept();

      await().until(() -> gaps.size() == 1);
    }
  }

  @Test
  void attemptsThatBreakAfterTheUpgradeAreMadeAgain() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionEvent.Gap> gaps = played.collect(ExecutionEvent.Gap.class);
      played.cut();
      played.server.listener.onOpen();
      played.cut();

      played.accept();

      await().until(() -> gaps.size() == 1);
    }
  }

  @Test
  void anOldConnectionIsNotHeardAnyMore() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<LogEntry> logs = played.collect(LogEntry.class);
      FakeTransports.Fake old = played.server;
      played.cut();
      played.accept();

      old.receives("{\"type\":\"log_entry\",\"message\":\"from the past\"}");
      played.log("now");

      await().until(() -> logs.size() == 1);
      assertThat(logs.get(0).message()).isEqualTo("now");
    }
  }

  @Test
  void closingSaysGoodbyeToDevicesAndPreviews() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Subscription subscription = played.client.subscribeDevice("d1");
      Preview preview = played.client.startPreview("d2", PreviewQuality.MEDIUM);
      FakeTransports.Fake server = played.server;

      played.client.close();
      played.client.close();

      assertThat(played.sent())
          .endsWith(
              "{'type':'unsubscribe_device','device_id':'d1'}",
              "{'type':'stop_preview','device_id':'d2'}");
      assertThat(server.closes).containsExactly("1000");
      assertThat(subscription.isActive()).isFalse();
      assertThat(preview.isActive()).isFalse();
    }
  }

  @Test
  void closingWhileReconnectingEndsTheAttempts() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ConnectionEvent> seen = new CopyOnWriteArrayList<>();
      played.client.connectionEvents().onEach(seen::add);
      played.cut();

      played.client.close();

      await().until(() -> seen.stream().anyMatch(ConnectionEvent.Closed.class::isInstance));
      assertThat(played.transports.made).isEmpty();
      assertThatThrownBy(() -> played.client.subscribeDevice("d1"))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("connect anew");
    }
  }
}
