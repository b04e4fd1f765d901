package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.fixtures.FakeHub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The agent and a hub that knows nothing but {@code hub.md}. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class PlainHubTest {

  private FakeHub hub;
  private ClientOptions connection;
  private VmAgent agent;

  @BeforeEach
  void connect() throws Exception {
    hub = new FakeHub(false);
    connection = ClientOptions.of(hub.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)));
    agent = VmAgent.connect(connection, AgentOptions.of("vm-1"));
    hub.expect("register");
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    hub.close();
  }

  @Test
  void registersAsTheDocumentHasIt() throws Exception {
    agent.close();

    agent = VmAgent.connect(connection.extensions(false), AgentOptions.of("vm-1"));

    assertThat(hub.expect("register").toString())
        .isEqualTo("{\"type\":\"register\",\"role\":\"vm\",\"vm_id\":\"vm-1\"}");
  }

  @Test
  void aCommandHasOneAnswerInTheDocumentsForm() throws Exception {
    hub.say("{'type':'command','vm_id':'vm-1','command':'echo out; echo err >&2; exit 3'}");

    List<JsonNode> answers = hub.upTo("command_response");

    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).toString())
        .isEqualTo(
            "{\"type\":\"command_response\",\"vm_id\":\"vm-1\",\"result\":\"out\\nerr\\n\"}");
  }

  @Test
  void aCommandThatReadsSeesTheEndAtOnce() throws Exception {
    hub.say("{'type':'command','vm_id':'vm-1','command':'cat; echo done'}");

    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("done\n");
  }

  @Test
  void anErrorHasOnlyItsMessage() throws Exception {
    hub.say("{'type':'command','vm_id':'vm-1','command':''}");

    JsonNode error = hub.expect("error");

    assertThat(error.fieldNames()).toIterable().containsExactly("type", "message");
  }

  @Test
  void aScreenshotIsAnsweredInTheDocumentsForm() throws Exception {
    hub.say("{'type':'screenshot','vm_id':'vm-1','full_page':false}");

    assertThat(hub.expect("screenshot_response").fieldNames())
        .toIterable()
        .containsExactly("type", "vm_id", "screenshot");
  }

  @Test
  void aResultThatCouldNotBeSentFollowsAfterTheReconnect() throws Exception {
    hub.say("{'type':'command','vm_id':'vm-1','command':'sleep 0.3; echo late'}");
    await().until(() -> !agent.activeCommands().isEmpty());

    hub.cut();
    hub.expect("register");

    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("late\n");
  }

  @Test
  void aResultThatEndedDuringTheOutageFollowsToo() throws Exception {
    agent.close();
    agent =
        VmAgent.connect(
            connection.backoff(Backoff.fixed(Duration.ofMillis(600))), AgentOptions.of("vm-1"));
    hub.expect("register");
    hub.say("{'type':'command','vm_id':'vm-1','command':'sleep 0.2; echo meanwhile'}");
    await().until(() -> !agent.activeCommands().isEmpty());

    hub.cut();
    await().until(() -> agent.activeCommands().isEmpty());
    assertThat(hub.rest()).noneMatch(m -> m.path("type").asText().equals("register"));

    hub.expect("register");
    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("meanwhile\n");
  }

  @Test
  void aHugeResultIsCutToWhatAMessageHolds() throws Exception {
    agent.close();
    ClientOptions small = connection.limits(connection.limits().withMaxMessageBytes(100_000));
    agent = VmAgent.connect(small, AgentOptions.of("vm-1"));
    hub.expect("register");

    hub.say("{'type':'command','vm_id':'vm-1','command':'seq 100000; echo last'}");

    String result = hub.expect("command_response").path("result").asText();
    assertThat(result).hasSizeBetween(20_000, 100_000).endsWith("100000\nlast\n");
  }

  @Test
  void aRefusedRegistrationIsAClearException() throws Exception {
    try (FakeHub strict = new FakeHub("{'type':'error','message':'vm-1 is not welcome'}")) {
      assertThatThrownBy(() -> VmAgent.connect(strict.uri(), "vm-1"))
          .isInstanceOfSatisfying(
              ConnectionException.class,
              e -> assertThat(e.reason()).isEqualTo(ConnectionException.Reason.REFUSED))
          .hasMessageContaining("vm-1 is not welcome");
    }
  }

  @Test
  void nobodyThereIsAClearException() throws Exception {
    hub.close();

    assertThatThrownBy(() -> VmAgent.connect(hub.uri(), "vm-1"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("127.0.0.1");
  }
}
