package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.RemoteException;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent of an older kind, over REST and through the hub. */
class OldAgentTest extends WithServer {

  private HubClient hub;
  private Vm vm;

  @BeforeEach
  void connect() {
    closing(new OldAgent(server, "old"));
    hub = closing(HubClient.connect(server.uri().toString()));
    vm = hub.vm("old");
  }

  private JsonNode response(String type, String message) {
    return rest.send(
            "old",
            "{'message':'%s','type':'%s','metadata':{'command_id':'c'}}".formatted(message, type))
        .response();
  }

  @Test
  void itsCompletionIsPassedOnOverRest() {
    JsonNode response = response("command", "echo hello");

    assertThat(response.path("type").asText()).isEqualTo("command_completed");
    assertThat(response.path("message").asText()).isEqualTo("hello\r\n");
  }

  @Test
  void itsOutputIsTheCommandsThroughTheHub() {
    CommandResult result = vm.sendCommand("echo hello");

    assertThat(result.output().strip()).isEqualTo("hello");
    assertThat(result.exitCode()).isEqualTo(CommandResult.UNKNOWN_EXIT_CODE);
  }

  @Test
  void aMissingProgramAwaitsInputOverRest() {
    JsonNode response = response("command", "nonsense");

    assertThat(response.path("type").asText()).isEqualTo("command_awaiting_input");
    assertThat(response.path("message").asText()).contains("recognized by nobody");
  }

  @Test
  void aMissingProgramPrintsThatThroughTheHub() {
    List<String> heard = new CopyOnWriteArrayList<>();
    CommandHandle handle = vm.startCommand("nonsense");
    handle.onOutput(piece -> heard.add(piece.text()));

    await().untilAsserted(() -> assertThat(heard).hasSize(1));

    assertThat(heard.get(0)).contains("recognized by nobody");
    assertThat(handle.result()).isNotDone();
  }

  @Test
  void aMissingProgramEndsForAClientThatCouldNotAnswer() {
    PlainPeer plain = client();

    plain.send("{'type':'command','vm_id':'old','command':'nonsense'}");

    JsonNode response = plain.read("command_response");
    assertThat(response.path("result").asText()).contains("recognized by nobody");
    assertThat(response.has("metadata")).isFalse();
  }

  @Test
  void stoppingWhatDoesNotRunSaysSo() {
    JsonNode stopped = response("stop_command", "c");
    assertThat(stopped.path("type").asText()).isEqualTo("command_stopped");
    assertThat(stopped.path("metadata").path("success").asBoolean(true)).isFalse();

    vm.startCommand("nonsense").stop();
  }

  @Test
  void itsAcknowledgementNeedsNoVmId() {
    JsonNode ack = response("send_input", "yes");
    assertThat(ack.path("type").asText()).isEqualTo("ack");
    assertThat(ack.path("vm_id").asText()).isEqualTo("old");

    vm.startCommand("nonsense").sendInput("yes");
  }

  @Test
  void itsErrorsAreErrors() {
    assertThat(response("command", "fail").path("type").asText()).isEqualTo("command_error");
    assertThat(response("status_request", "x").path("type").asText()).isEqualTo("error");

    assertThatThrownBy(() -> vm.sendCommand("fail"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("it failed");
  }

  @Test
  void whatItDoesNotKnowItIsNotAsked() {
    assertThatThrownBy(() -> vm.screenshotAsync().orTimeout(20, TimeUnit.SECONDS).join())
        .hasRootCauseInstanceOf(RemoteException.class)
        .hasStackTraceContaining("drover.v1");
  }

  @Test
  void itCanBeGivenToATestCase() {
    var assignment = hub.spinUp(TestCase.of("case-1"));

    assertThat(assignment.vm().id()).isEqualTo("old");
    assertThat(
            assignment
                .vm()
                .sendCommandAsync("echo x")
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .output()
                .strip())
        .isEqualTo("x");
  }
}
