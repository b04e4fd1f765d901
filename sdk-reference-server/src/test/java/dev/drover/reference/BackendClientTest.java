package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.RemoteException;
import dev.drover.backend.BackendClient;
import dev.drover.backend.BackendReply;
import dev.drover.backend.BackendRequest;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.hub.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link BackendClient} and an agent of an older kind, through this server. */
@Timeout(60)
class BackendClientTest extends WithServer {

  private final BackendClient backend = closing(BackendClient.connect(server.httpUri().toString()));

  @BeforeEach
  void connect() {
    closing(new OldAgent(server, "old"));
  }

  @Test
  void theOutputIsInTheCompletionsMessage() {
    CommandResult result = backend.sendCommand("old", "echo hello").result();

    assertThat(result.output()).isEqualTo("hello\n");
    assertThat(result.rawOutput()).isEqualTo("hello\r\n");
    assertThat(result.exitCode()).isEqualTo(CommandResult.UNKNOWN_EXIT_CODE);
  }

  @Test
  void aMissingProgramWaitsForInput() {
    AwaitingInput waiting = (AwaitingInput) backend.sendCommand("old", "nosuch");

    assertThat(waiting.prompt()).contains("'nosuch' is recognized by nobody");
    assertThatThrownBy(waiting::result).hasMessageContaining("nosuch");
    assertThatThrownBy(() -> waiting.answer("yes")).isInstanceOf(RemoteException.class);
  }

  @Test
  void whatDoesNotRunIsNotStopped() {
    assertThat(backend.stopCommand("old", "c-1")).isFalse();
  }

  @Test
  void anAcknowledgementNeedsNoVmId() {
    backend.sendInput("old", "c-1", "yes\n");

    BackendRequest request = BackendRequest.of("send_input", "yes").metadata("command_id", "c-1");
    assertThat(backend.send("old", request)).isInstanceOf(BackendReply.Acknowledged.class);
  }

  @Test
  void aCommandThatFailsSaysWhy() {
    assertThatThrownBy(() -> backend.sendCommand("old", "fail now"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("it failed");
  }

  @Test
  void itAnswersAPing() {
    assertThat(backend.ping("old")).isPositive();
    assertThat(backend.listVms()).extracting(vm -> vm.vmId()).containsExactly("old");
  }
}
