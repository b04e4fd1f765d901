package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionException;
import dev.drover.Limits;
import dev.drover.RequestTimeoutException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a request ends, it ends once, in time, and nothing of it stays behind. */
@Timeout(20)
class PendingHygieneTest {

  @Test
  void answerAndDuplicateAnswer() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<CommandResult> command = hub.client.vm("vm-1").sendCommandAsync("make");
      String id = hub.lastId();

      hub.finish(id, 0, 0);
      hub.finish(id, 0, 1);

      assertThat(command.get(5, TimeUnit.SECONDS).exitCode()).isZero();
      assertThat(hub.conversation.pending().unclaimed()).isEqualTo(1);
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void timeoutAndLateAnswer() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.v1(options -> options.requestTimeout(Duration.ofMillis(50)))) {
      CompletableFuture<Screenshot> shot = hub.client.vm("vm-1").screenshotAsync();

      assertThatThrownBy(() -> shot.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("screenshot of vm-1")
          .hasMessageContaining("50 ms")
          .hasMessageContaining("connected to ws://fake:1");
      hub.receives(
          "{'type':'screenshot_response','screenshot':'AAAA','request_id':'%s'}"
              .formatted(hub.lastId()));
      assertThat(hub.conversation.pending().unclaimed()).isEqualTo(1);
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void cancel() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<CommandResult> command = hub.client.vm("vm-1").sendCommandAsync("make");

      command.cancel(true);

      assertThat(hub.last().path("type").asText()).isEqualTo("stop_command");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void sendFailure() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      hub.server.open = false;

      assertThatThrownBy(() -> hub.client.vm("vm-1").sendCommand("make"))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("command 'make' on vm-1 was not sent");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void lossAndClose() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.legacy(options -> options)) {
      CompletableFuture<CommandResult> lost = hub.client.vm("vm-1").sendCommandAsync("make");
      hub.cut();
      assertThatThrownBy(() -> lost.get(5, TimeUnit.SECONDS)).hasMessageContaining("cut");
      assertThat(hub.isEmpty()).isTrue();
      hub.accept(false);
      CompletableFuture<List<VmInfo>> closed = hub.client.listVmsAsync();

      hub.client.close();

      assertThatThrownBy(() -> closed.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("list_vms")
          .hasMessageContaining("limit 30 s")
          .hasMessageContaining("closed");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void aRequestOverTheLimitIsNotSentAfterAll() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.v1(o -> o.limits(Limits.DEFAULT.withMaxPendingRequests(1)))) {
      CompletableFuture<CommandResult> first = hub.client.vm("vm-1").sendCommandAsync("make");
      int sent = hub.server.sent.size();

      assertThatThrownBy(() -> hub.client.vm("vm-1").sendCommand("rm -rf build"))
          .hasMessageContaining("was not sent");
      assertThatThrownBy(() -> hub.client.listVms()).hasMessageContaining("was not sent");

      assertThat(hub.server.sent).hasSize(sent);
      first.cancel(false);
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void aTimeoutWithoutEndIsNone() throws Exception {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    try (HandPlayedHub hub =
        HandPlayedHub.v1(o -> o.commandTimeout(forever).requestTimeout(Duration.ofMillis(100)))) {
      CompletableFuture<CommandResult> command = hub.client.vm("vm-1").sendCommandAsync("make");
      String id = hub.lastId();

      assertThatThrownBy(() -> hub.client.listVms()).isInstanceOf(RequestTimeoutException.class);
      hub.finish(id, 0, 0);

      assertThat(command.get(5, TimeUnit.SECONDS).exitCode()).isZero();
    }
  }

  @Test
  void aListenerThatWaitsForItsOwnCommandMeetsTheDeadline() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.legacy(options -> options.commandTimeout(Duration.ofMillis(300)))) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      make.onOutput(piece -> make.result().handle((result, failure) -> "over").join());
      CompletableFuture<CommandResult> result = make.result();

      hub.receives("{'type':'command_response','vm_id':'vm-1','result':'all'}");

      assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("listener");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void noOutputIsHeardAfterTheEnd() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      CompletableFuture<Void> gate = new CompletableFuture<>();
      List<String> heard = new CopyOnWriteArrayList<>();
      make.onOutput(piece -> heard.add(piece.text()));
      make.onOutput(piece -> gate.join());
      hub.piece(hub.lastId(), 0, "a");
      hub.piece(hub.lastId(), 1, "b");
      await().until(() -> !heard.isEmpty());

      hub.client.close();
      assertThatThrownBy(() -> make.result().get(5, TimeUnit.SECONDS));
      gate.complete(null);
      make.onOutput(piece -> heard.add("late " + piece.text()));

      await().until(() -> heard.contains("late b"));
      assertThat(heard).containsExactly("a", "late a", "late b");
    }
  }

  @Test
  void aStepThatCannotBeSentEndsTheRun() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<StepsResult> steps =
          hub.client.vm("vm-1").runStepsAsync(List.of("fine", " "), OnStepFailure.STOP);

      hub.finish(hub.lastId(), 0, 0);

      assertThatThrownBy(() -> steps.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("command is empty");
    }
  }

  @Test
  void aRequestThatNeverGotItsTurnSaysSo() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.legacy(options -> options.requestTimeout(Duration.ofMillis(100)))) {
      CompletableFuture<List<VmInfo>> first = hub.client.listVmsAsync();
      CompletableFuture<List<VmInfo>> second = hub.client.listVmsAsync();

      assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("got no answer within 100 ms");
      assertThatThrownBy(() -> second.get(5, TimeUnit.SECONDS))
          .hasMessageContaining("was not sent within 100 ms");
      assertThat(hub.sentTypes()).containsExactly("register", "list_vms");
    }
  }

  @Test
  void awaitConnectedNeedsNoThreadOfTheUsersExecutor() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try (HandPlayedHub hub = HandPlayedHub.v1(options -> options.callbackExecutor(single))) {
      Future<?> waiting =
          single.submit(() -> hub.client.vm("vm-1").awaitConnected(Duration.ofMillis(200)));

      assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RequestTimeoutException.class);
    } finally {
      single.shutdownNow();
    }
  }
}
