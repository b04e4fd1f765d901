package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionException;
import dev.drover.WhileDisconnected;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that outlive their connection, and what may go wrong with that. */
@Timeout(20)
class ReattachTest {

  @Test
  void anExtensionAnnouncedAfterThePongIsNotTooLate() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      String id = hub.lastId();
      hub.cut();

      hub.accept(false);
      hub.registered();

      assertThat(hub.last().path("type").asText()).isEqualTo("attach");
      hub.finish(id, 0, 0);
      assertThat(make.await(Duration.ofSeconds(5)).exitCode()).isZero();
    }
  }

  @Test
  void aHubThatCameBackWithoutTheExtensionEndsWhatItCannotFollow() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      hub.cut();

      hub.accept(false);

      assertThatThrownBy(() -> make.await(Duration.ofSeconds(5)))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("drover.v1");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void aCommandThatWaitedForALegacyHubIsSentToIt() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.legacy(o -> o.whileDisconnected(WhileDisconnected.queue(5)))) {
      hub.cut();
      CompletableFuture<CommandResult> make = hub.client.vm("vm-1").sendCommandAsync("make");

      hub.accept(false);

      assertThat(hub.last().path("command").asText()).isEqualTo("make");
      hub.receives("{'type':'command_response','vm_id':'vm-1','result':'made'}");
      assertThat(make.get(5, TimeUnit.SECONDS).output()).isEqualTo("made");
    }
  }

  @Test
  void aCommandThatWaitedForTheHubIsSentOnceAndNotAskedAfter() throws Exception {
    try (HandPlayedHub hub =
        HandPlayedHub.v1(o -> o.whileDisconnected(WhileDisconnected.queue(5)))) {
      hub.cut();
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");

      hub.accept(true);

      assertThat(hub.sentTypes()).containsExactly("register", "command");
      hub.finish(hub.lastId(), 0, 0);
      assertThat(make.await(Duration.ofSeconds(5)).exitCode()).isZero();
    }
  }

  @Test
  void aCommandSentAgainThatWasRunningAfterAllGoesOn() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      String id = hub.lastId();
      hub.cut();
      hub.accept(true);
      hub.error(id, "UNKNOWN_COMMAND");
      assertThat(hub.last().path("type").asText()).isEqualTo("command");

      hub.started(id);
      hub.piece(id, 0, "a");
      hub.error(id, "DUPLICATE_COMMAND_ID");
      hub.piece(id, 1, "b");
      hub.finish(id, 2, 0);

      assertThat(make.await(Duration.ofSeconds(5)).output()).isEqualTo("ab");
    }
  }

  @Test
  void anIdOfTheCallersThatIsTakenIsAnError() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make =
          hub.client.vm("vm-1").startCommand(CommandRequest.of("make").commandId("mine"));

      hub.error(hub.lastId(), "DUPLICATE_COMMAND_ID");

      assertThatThrownBy(() -> make.await(Duration.ofSeconds(5)))
          .hasMessageContaining("DUPLICATE_COMMAND_ID");
    }
  }

  @Test
  void anEndWhoseOutputTheVmHasForgottenIsStillTheEnd() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      String id = hub.lastId();
      hub.piece(id, 0, "a");
      hub.finish(id, 3, 7);

      hub.error(id, "UNKNOWN_COMMAND");

      CommandResult result = make.await(Duration.ofSeconds(5));
      assertThat(result.exitCode()).isEqualTo(7);
      assertThat(result.truncated()).isTrue();
    }
  }

  @Test
  void aVmThatIsLostEndsItsCommand() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");
      String id = hub.lastId();
      hub.cut();
      hub.accept(true);

      hub.error(id, "VM_LOST");

      assertThatThrownBy(() -> make.await(Duration.ofSeconds(5))).hasMessageContaining("VM_LOST");
      await().until(hub::isEmpty);
    }
  }
}
