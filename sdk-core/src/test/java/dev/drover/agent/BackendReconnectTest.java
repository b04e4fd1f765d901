package dev.drover.agent;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionState;
import dev.drover.fixtures.FakeBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands outlive their connection; what the backend could not hear follows. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class BackendReconnectTest {

  private AgentAndBackend vm;
  private FakeBackend backend;

  @BeforeEach
  void connect() throws Exception {
    use(AgentAndBackend.plain());
  }

  private void use(AgentAndBackend another) throws InterruptedException {
    if (vm != null) {
      vm.close();
    }
    vm = another;
    backend = another.backend;
  }

  private static ClientOptions slow(ClientOptions connection) {
    return connection.backoff(Backoff.fixed(Duration.ofMillis(800)));
  }

  @AfterEach
  void close() throws Exception {
    vm.close();
  }

  private void cutAndAwaitReconnect() throws Exception {
    backend.cut();
    backend.expect("connection");
    await().until(() -> vm.agent.state() == ConnectionState.CONNECTED);
  }

  @Test
  void aBackendThatKnowsTheExtensionAsksAgain() throws Exception {
    use(AgentAndBackend.v1());
    vm.run("echo a; read x; echo b; exit 4");
    backend.expect("command_output");

    cutAndAwaitReconnect();
    assertThat(vm.agent.activeCommands()).containsExactly("c");
    backend.say("{'type':'attach','metadata':{'command_id':'c','from_seq':1},'request_id':'r'}");
    vm.giveInput("\\n");

    AgentAndHub.assertPiece(backend.expect("command_output"), 1, "stdout", "b\n");
    JsonNode end = backend.expect("command_completed");
    assertThat(end.path("request_id").asText()).isEqualTo("r");
    assertThat(end.at("/metadata/exit_code").asInt()).isEqualTo(4);
  }

  @Test
  void aBackendThatKnowsTheExtensionHearsNothingUnlessItAsks() throws Exception {
    use(AgentAndBackend.v1());
    vm.run("read x; echo b");
    backend.expect("command_started");

    cutAndAwaitReconnect();
    vm.giveInput("\\n");

    backend.expect("ack");
    await().until(() -> vm.agent.activeCommands().isEmpty());
    backend.say("{'type':'ping'}");
    assertThat(backend.upTo("pong")).hasSize(1);
  }

  @Test
  void anyOtherBackendHearsTheRestUnasked() throws Exception {
    vm.run("echo a; read x; echo b; exit 4");
    backend.expect("command_output");

    cutAndAwaitReconnect();
    vm.giveInput("\\n");
    List<JsonNode> rest = backend.upTo("command_completed");
    rest.removeIf(m -> m.path("type").asText().matches("ack|command_awaiting_input"));

    assertThat(rest).hasSize(2).allMatch(m -> m.path("request_id").asText().equals("r"));
    AgentAndHub.assertPiece(rest.get(0), 1, "stdout", "b\n");
    assertThat(rest.get(1).at("/metadata/full_output").asText()).isEqualTo("a\nb\n");
    assertThat(rest.get(1).at("/metadata/exit_code").asInt()).isEqualTo(4);
  }

  @Test
  void aPromptOfTheOutageFollows() throws Exception {
    use(AgentAndBackend.plain(agent -> agent, BackendReconnectTest::slow));
    vm.run("sleep 0.2; echo Name; read x; echo hi $x");
    backend.expect("command_started");

    backend.cut();
    backend.expect("connection");
    AgentAndHub.assertPiece(backend.expect("command_output"), 0, "stdout", "Name\n");
    assertThat(backend.expect("command_awaiting_input").path("request_id").asText()).isEqualTo("r");
    vm.giveInput("Ada\\n");

    assertThat(backend.expect("command_completed").at("/metadata/full_output").asText())
        .isEqualTo("Name\nhi Ada\n");
  }

  @Test
  void aPromptThatWasToldIsNotToldAgain() throws Exception {
    vm.run("read x; echo hi $x");
    backend.expect("command_awaiting_input");

    cutAndAwaitReconnect();
    await()
        .during(Duration.ofMillis(500))
        .until(() -> vm.agent.state() == ConnectionState.CONNECTED);
    vm.giveInput("Ada\\n");

    assertThat(backend.upTo("command_completed"))
        .noneMatch(m -> m.path("type").asText().equals("command_awaiting_input"));
  }

  @Test
  void whatEndedDuringTheOutageFollows() throws Exception {
    use(AgentAndBackend.plain(agent -> agent, BackendReconnectTest::slow));
    vm.run("sleep 0.5; echo b");
    backend.say("{'type':'command','message':'sleep 0.5; echo no id'}");
    backend.expect("command_started");
    backend.expect("command_started");

    backend.cut();
    await().until(() -> vm.agent.activeCommands().isEmpty());
    assertThat(vm.agent.state()).isEqualTo(ConnectionState.RECONNECTING);
    backend.expect("connection");

    List<JsonNode> messages = List.of(next(), next(), next(), next());
    assertThat(messages)
        .extracting(m -> m.path("request_id").asText("none") + " " + m.path("message").asText())
        .containsExactlyInAnyOrder(
            "r b\n", "r Command completed with exit code: 0", "none no id\n", "none 0");
    assertThat(backend.rest()).isEmpty();
  }

  private JsonNode next() throws InterruptedException {
    return backend.next();
  }

  @Test
  void ofMuchOutputTheNewestFollowsAndTheGapIsMarked() throws Exception {
    use(
        AgentAndBackend.plain(
            agent -> agent.withKeptOutputBytes(1000), BackendReconnectTest::slow));
    vm.run("echo first; sleep 0.2; seq 100000");
    backend.expect("command_output");

    backend.cut();
    await().until(() -> vm.agent.activeCommands().isEmpty());
    backend.expect("connection");
    List<JsonNode> rest = backend.upTo("command_completed");

    JsonNode end = rest.remove(rest.size() - 1);
    assertThat(rest.get(0).at("/metadata/truncated").asBoolean()).isTrue();
    assertThat(rest.subList(1, rest.size())).noneMatch(m -> m.at("/metadata").has("truncated"));
    assertThat(rest.stream().map(m -> m.path("message").asText()).collect(joining()))
        .hasSizeLessThanOrEqualTo(1000)
        .endsWith("\n100000\n")
        .isEqualTo(end.at("/metadata/full_output").asText());
    assertThat(end.at("/metadata/truncated").asBoolean()).isTrue();
  }

  @Test
  void severalOutagesInARowLoseNothing() throws Exception {
    vm.run("read x; echo a; read x; echo b; read x; echo c");
    backend.expect("command_started");

    List<JsonNode> heard = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      backend.cut();
      backend.expect("connection");
      cutAndAwaitReconnect();
      vm.giveInput("\\n");
      heard.addAll(backend.upTo("command_output"));
    }
    heard.addAll(backend.upTo("command_completed"));

    heard.removeIf(m -> m.path("type").asText().matches("ack|command_awaiting_input"));
    assertThat(heard).allMatch(m -> m.path("request_id").asText().equals("r")).hasSize(4);
    for (int seq = 0; seq < 3; seq++) {
      AgentAndHub.assertPiece(heard.get(seq), seq, "stdout", "abc".charAt(seq) + "\n");
    }
  }

  @Test
  void nothingIsDoubledOverManyCutsAndTheEndHasAllOfIt() throws Exception {
    use(AgentAndBackend.plain(agent -> agent, c -> c.backoff(Backoff.fixed(Duration.ofMillis(1)))));
    vm.run("for i in $(seq 400); do echo line $i; sleep 0.005; done");
    List<Integer> seqs = new ArrayList<>();

    JsonNode end = null;
    for (int cuts = 0; end == null; cuts++) {
      end = hear(seqs, cuts < 20 ? 5 : Integer.MAX_VALUE);
      if (end == null) {
        backend.cut();
      }
    }

    assertThat(seqs).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(300);
    assertThat(end.path("request_id").asText()).isEqualTo("r");
    assertThat(end.at("/metadata/full_output").asText())
        .isEqualTo(
            IntStream.rangeClosed(1, 400).mapToObj(i -> "line " + i + "\n").collect(joining()));
    assertThat(backend.registrations.get()).isGreaterThan(10);
    backend.say("{'type':'ping'}");
    assertThat(backend.upTo("pong")).hasSize(1);
  }

  /** Hears so many pieces, or the end. */
  private @Nullable JsonNode hear(List<Integer> seqs, int most) throws InterruptedException {
    for (int heard = 0; heard < most; ) {
      JsonNode message = backend.next();
      if (message.path("type").asText().equals("command_completed")) {
        return message;
      }
      if (message.path("type").asText().equals("command_output")) {
        seqs.add(message.at("/metadata/seq").asInt());
        heard++;
      }
    }
    return null;
  }

  @Test
  void whatBreaksTheProtocolCostsTheConnectionOnly() throws Exception {
    use(
        AgentAndBackend.plain(
            agent -> agent, c -> c.limits(c.limits().withMaxMessageBytes(100_000))));
    vm.run("read x; echo b");
    backend.expect("command_started");

    backend.sayNoUtf8();
    backend.expect("connection");
    backend.say("x".repeat(200_000));
    backend.expect("connection");
    await().until(() -> vm.agent.state() == ConnectionState.CONNECTED);
    vm.giveInput("\\n");

    assertThat(backend.expect("command_output").path("message").asText()).isEqualTo("b\n");
    assertThat(backend.expect("command_completed").path("request_id").asText()).isEqualTo("r");
  }
}
