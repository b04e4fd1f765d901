package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.RequestTimeoutException;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.VmAgent;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.Rest.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real agents with real commands: in by one door, asked through the other. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class AgentAtBackendTest extends WithServer {

  private static final int TEN_MEGABYTES = 10 << 20;

  private Vm vm;

  @Override
  ServerOptions options() {
    return ServerOptions.defaults().withMaxQueuedBytes(4 << 20);
  }

  private ClientOptions connection() {
    return ClientOptions.of(server.uri()).backoff(Backoff.fixed(Duration.ofMillis(20)));
  }

  @BeforeEach
  void connect() {
    closing(VmAgent.connectBackend(connection(), AgentOptions.of("vm-1")));
    vm = closing(HubClient.connect(connection())).vm("vm-1");
  }

  private Answer attach(String commandId) {
    return rest.send(
        "vm-1",
        "{'type':'attach','metadata':{'command_id':'%s','from_seq':0},'timeout':60}"
            .formatted(commandId));
  }

  @Test
  void aClientOfTheHubStreamsItsCommand() {
    List<String> heard = new CopyOnWriteArrayList<>();
    CommandHandle handle = vm.startCommand("echo out; echo err >&2; read x; echo got $x; exit 3");
    handle.onOutput(piece -> heard.add(piece.stream() + " " + piece.text()));
    await().untilAsserted(() -> assertThat(heard).hasSize(2));

    handle.sendInput("it\n");

    CommandResult result = handle.await(Duration.ofSeconds(30));
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(heard).contains("STDOUT out\n", "STDERR err\n", "STDOUT got it\n");
    assertThat(result.output()).contains("got it");
  }

  @Test
  void aClientOfTheHubStopsItsCommand() {
    CommandHandle handle = vm.startCommand("echo begun; sleep 60");
    CompletableFuture<Void> begun = new CompletableFuture<>();
    handle.onOutput(piece -> begun.complete(null));
    begun.join();

    handle.stop();

    assertThat(handle.await(Duration.ofSeconds(30)).exitCode()).isNotZero();
  }

  @Test
  void aClientOfTheHubHearsOfATimeout() {
    CommandRequest endless = CommandRequest.of("sleep 60").timeout(Duration.ofMillis(300));

    assertThatThrownBy(() -> vm.sendCommand(endless))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("was stopped");
  }

  @Test
  void manyPiecesArriveInOrder() {
    CommandResult result = vm.sendCommand("seq 1 200000");

    List<String> expected = IntStream.rangeClosed(1, 200_000).mapToObj(String::valueOf).toList();
    assertThat(result.output().lines().toList()).isEqualTo(expected);
  }

  /** More than the server keeps for one peer, and than any socket. */
  @Test
  void tenMegabytesGoThroughASlowClientInOrder() throws IOException {
    RawPeer slow = closing(RawPeer.tcp(server)).upgrade("");
    slow.readHead();
    slow.text("{\"type\":\"register\",\"role\":\"client\",\"extensions\":[\"drover.v1\"]}");
    assertThat(slow.readFrame()).contains("registered");

    slow.text(
        "{\"type\":\"command\",\"vm_id\":\"vm-1\",\"command\":\"yes 123456789 | head -c 10485760\",\"request_id\":\"r\"}");
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);

    long bytes = 0;
    long next = 0;
    JsonNode message = PlainPeer.json(slow.readFrame());
    while (!message.path("type").asText().equals("command_response")) {
      if (message.path("type").asText().equals("command_output")) {
        assertThat(message.path("metadata").path("seq").asLong()).isEqualTo(next++);
        bytes += message.path("message").asText().length();
      }
      message = PlainPeer.json(slow.readFrame());
    }
    assertThat(bytes).isEqualTo(TEN_MEGABYTES);
    assertThat(message.path("metadata").path("exit_code").asInt(-1)).isZero();
  }

  @Test
  void aProgramOverRestGetsTheWholeOutput() {
    Answer answer = rest.command("vm-1", "echo one; echo two >&2; exit 4", "c").join();

    JsonNode response = answer.response();
    assertThat(response.path("type").asText()).isEqualTo("command_completed");
    assertThat(response.at("/metadata/exit_code").asInt()).isEqualTo(4);
    assertThat(response.at("/metadata/full_output").asText()).contains("one\n", "two\n");
    assertThat(response.at("/metadata/execution_time").isNumber()).isTrue();
  }

  @Test
  void aProgramOverRestFetchesWhatItDidNotWaitFor() {
    rest.send(
            "vm-1", "{'message':'sleep 1; echo late','timeout':0.2,'metadata':{'command_id':'c'}}")
        .is(504, "TIMEOUT");

    JsonNode response = attach("c").response();

    assertThat(response.path("type").asText()).isEqualTo("command_completed");
    assertThat(response.at("/metadata/full_output").asText()).isEqualTo("late\n");
  }

  @Test
  void aProgramOverRestStopsAndAsks() {
    CompletableFuture<Answer> running = rest.command("vm-1", "sleep 60", "c");
    await().until(() -> active() == 1);

    JsonNode stopped =
        rest.send("vm-1", "{'type':'stop_command','metadata':{'command_id':'c'}}").response();

    assertThat(stopped.path("type").asText()).isEqualTo("command_stopped");
    assertThat(stopped.at("/metadata/success").asBoolean()).isTrue();
    assertThat(running.join().response().path("type").asText()).isEqualTo("command_completed");
    assertThat(
            rest.send("vm-1", "{'type':'system_info_request'}")
                .response()
                .at("/metadata/system_info/hostname")
                .asText())
        .isNotBlank();
  }

  private int active() {
    return rest.send("vm-1", "{'type':'status_request'}")
        .response()
        .at("/metadata/active_processes")
        .asInt(-1);
  }

  @Test
  void cutsLoseNothing() {
    String numbers =
        "i=0; while [ $i -lt 60 ]; do seq $((i*100+1)) $((i*100+100)); i=$((i+1)); sleep 0.05; done";
    CompletableFuture<Answer> overRest = rest.command("vm-1", numbers.replace("\"", ""), "c");
    CommandHandle throughHub = vm.startCommand(numbers);
    List<String> heard = new CopyOnWriteArrayList<>();
    throughHub.onOutput(piece -> heard.add(piece.text()));
    await().until(() -> active() == 2 && !heard.isEmpty());

    for (int i = 0; i < 10; i++) {
      var before = server.lastSeen("vm-1");
      server.faults().cutAll(PeerRole.VM);
      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> server.lastSeen("vm-1").isPresent() && !server.lastSeen("vm-1").equals(before));
    }

    String expected =
        String.join("\n", IntStream.rangeClosed(1, 6000).mapToObj(String::valueOf).toList()) + "\n";
    assertThat(throughHub.await(Duration.ofSeconds(60)).output()).isEqualTo(expected);
    assertThat(String.join("", heard)).isEqualTo(expected);
    assertThat(overRest.join().response().at("/metadata/full_output").asText()).isEqualTo(expected);
  }

  @Test
  void aVmOfTheHubAnswersAProgramOverRest() {
    server.startVm("vm-2");

    JsonNode response = rest.command("vm-2", "echo by hub; exit 5", "c").join().response();

    assertThat(response.path("message").asText()).isEqualTo("Command completed with exit code: 5");
    assertThat(response.at("/metadata/full_output").asText()).isEqualTo("by hub\n");
    assertThat(rest.send("vm-2", "{'type':'ping'}").response().path("type").asText())
        .isEqualTo("pong");
  }
}
