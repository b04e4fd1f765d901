package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.fixtures.FakeHub;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The agent and a hub that knows {@code drover.v1}. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class VmAgentTest {

  private FakeHub hub;
  private VmAgent agent;

  @BeforeEach
  void connect() throws Exception {
    hub = new FakeHub(true);
    agent = agent(AgentOptions.of("vm-1"));
    hub.expect("register");
  }

  @AfterEach
  void close() throws Exception {
    agent.close();
    hub.close();
  }

  private VmAgent agent(AgentOptions options) {
    ClientOptions connection =
        ClientOptions.of(hub.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)));
    return VmAgent.connect(connection, options.withStopGrace(Duration.ofMillis(300)));
  }

  private void use(AgentOptions options) throws Exception {
    agent.close();
    agent = agent(options);
    hub.expect("register");
  }

  @Test
  void registersWithItsIdAndTheExtension() throws Exception {
    use(AgentOptions.of("vm-2"));

    assertThat(agent.vmId()).isEqualTo("vm-2");
    assertThat(agent.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(agent.toString()).contains("vm-2", "connected to", "0 commands");
  }

  @Test
  void aCommandIsStartedStreamedAndEnded() throws Exception {
    hub.say(
        "{'type':'command','vm_id':'vm-1','command':'echo out; sleep 0.05; echo err >&2; exit 3','request_id':'r1','command_id':'c1'}");

    List<JsonNode> messages = hub.upTo("command_response");

    assertThat(messages)
        .extracting(m -> m.path("type").asText())
        .containsExactly("command_started", "command_output", "command_output", "command_response");
    assertThat(messages).allMatch(m -> m.path("request_id").asText().equals("r1"));
    assertThat(messages).allMatch(m -> m.path("vm_id").asText().equals("vm-1"));
    assertThat(messages).allMatch(m -> m.path("metadata").path("command_id").asText().equals("c1"));
    assertThat(messages.get(0).path("message").asText()).startsWith("Command started: echo out");
    assertPiece(messages.get(1), 0, "stdout", "out\n");
    assertPiece(messages.get(2), 1, "stderr", "err\n");
    JsonNode end = messages.get(3);
    assertThat(end.path("result").asText()).isEqualTo("out\nerr\n");
    assertThat(end.path("metadata").path("exit_code").asInt()).isEqualTo(3);
    assertThat(end.path("metadata").path("seq").asLong()).isEqualTo(2);
    assertThat(end.path("metadata").path("execution_time").asDouble()).isBetween(0.05, 10.0);
    assertThat(end.path("metadata").has("truncated")).isFalse();
  }

  @Test
  void environmentDirectoryAndTimeoutReachTheCommand() throws Exception {
    hub.say(
        "{'type':'command','command':'echo $WHO; pwd; sleep 30','request_id':'r1','command_id':'c1','timeout':0.3,'env':{'WHO':'Ada'},'working_directory':'/'}");

    List<JsonNode> messages = hub.upTo("error");

    String output =
        messages.stream().map(m -> m.path("message").asText()).reduce("", String::concat);
    assertThat(output).contains("Ada\n/\n");
    assertError(messages.get(messages.size() - 1), "COMMAND_TIMEOUT", "r1");
  }

  @Test
  void inputStopAndTheirAnswers() throws Exception {
    hub.say(
        "{'type':'command','command':'read x; echo got $x; sleep 30','request_id':'r1','command_id':'c1'}");
    hub.expect("command_started");
    hub.say(
        "{'type':'send_input','message':'hi\\n','metadata':{'command_id':'c1'},'request_id':'r2'}");
    assertThat(hub.expect("ack").path("request_id").asText()).isEqualTo("r2");
    assertThat(hub.expect("command_output").path("message").asText()).isEqualTo("got hi\n");

    hub.say(
        "{'type':'stop_command','message':'c1','metadata':{'command_id':'c1'},'request_id':'r3'}");

    JsonNode stopped = hub.expect("command_stopped");
    assertThat(stopped.path("request_id").asText()).isEqualTo("r3");
    assertThat(stopped.path("metadata").path("success").asBoolean()).isTrue();
    JsonNode end = hub.expect("command_response");
    assertThat(end.path("metadata").path("exit_code").asInt()).isEqualTo(143);
    hub.say("{'type':'stop_command','message':'c1','request_id':'r4'}");
    assertThat(hub.expect("command_stopped").path("metadata").path("success").asBoolean(true))
        .isFalse();
  }

  @Test
  void theEndOfInputIsPassedOn() throws Exception {
    hub.say("{'type':'command','command':'cat','request_id':'r1','command_id':'c1'}");
    hub.say(
        "{'type':'send_input','message':'all','metadata':{'command_id':'c1'},'eof':true,'request_id':'r2'}");

    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("all");
  }

  @Test
  void attachRepeatsAndGoesOn() throws Exception {
    hub.say(
        "{'type':'command','command':'echo a; read x; echo b','request_id':'r1','command_id':'c1'}");
    hub.expect("command_output");

    hub.say("{'type':'attach','command_id':'c1','from_seq':0,'request_id':'r2'}");
    JsonNode repeated = hub.expect("command_output");
    hub.say(
        "{'type':'send_input','message':'\\n','metadata':{'command_id':'c1'},'request_id':'r3'}");
    List<JsonNode> rest = hub.upTo("command_response");
    rest.addAll(hub.upTo("command_response"));

    assertPiece(repeated, 0, "stdout", "a\n");
    assertThat(repeated.path("request_id").asText()).isEqualTo("r2");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_response"))
        .extracting(m -> m.path("request_id").asText())
        .containsExactlyInAnyOrder("r1", "r2");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_output"))
        .allSatisfy(m -> assertPiece(m, 1, "stdout", "b\n"))
        .hasSize(2);
  }

  @Test
  void attachFromWhatIsNoLongerKeptIsMarked() throws Exception {
    use(AgentOptions.of("vm-1").withKeptOutputBytes(4));
    hub.say(
        "{'type':'command','command':'echo abc; sleep 0.1; echo def','request_id':'r1','command_id':'c1'}");
    hub.expect("command_response");

    hub.say("{'type':'attach','command_id':'c1','from_seq':0,'request_id':'r2'}");

    JsonNode piece = hub.expect("command_output");
    assertPiece(piece, 1, "stdout", "def\n");
    assertThat(piece.path("metadata").path("truncated").asBoolean()).isTrue();
    JsonNode end = hub.expect("command_response");
    assertThat(end.path("result").asText()).isEqualTo("def\n");
    assertThat(end.path("metadata").path("truncated").asBoolean()).isTrue();
  }

  @Test
  void refusalsHaveCodes() throws Exception {
    use(
        AgentOptions.of("vm-1")
            .withMaxCommands(1)
            .withPolicy(CommandPolicy.deny(Pattern.compile("rm -rf"))));
    hub.say("{'type':'command','command':'sleep 30','request_id':'r0','command_id':'c0'}");
    hub.expect("command_started");

    assertRefused("{'type':'command','command':'rm -rf /','request_id':'ID'}", "COMMAND_REFUSED");
    assertRefused("{'type':'command','command':'true','request_id':'ID'}", "BUSY");
    assertRefused(
        "{'type':'command','command':'true','command_id':'c0','request_id':'ID'}",
        "DUPLICATE_COMMAND_ID");
    assertRefused("{'type':'attach','command_id':'no','request_id':'ID'}", "UNKNOWN_COMMAND");
    assertRefused("{'type':'stop_command','message':'no','request_id':'ID'}", "UNKNOWN_COMMAND");
    assertRefused(
        "{'type':'send_input','message':'x','metadata':{'command_id':'no'},'request_id':'ID'}",
        "UNKNOWN_COMMAND");
    assertRefused("{'type':'send_input','message':'x','request_id':'ID'}", "BAD_MESSAGE");
    assertRefused("{'type':'stop_command','request_id':'ID'}", "BAD_MESSAGE");
  }

  @Test
  void whatCannotBeRunIsABadCommand() throws Exception {
    assertRefused("{'type':'command','command':' ','request_id':'ID'}", "BAD_COMMAND");
    assertRefused("{'type':'command','request_id':'ID'}", "BAD_COMMAND");
    assertRefused(
        "{'type':'command','command':'pwd','working_directory':'no/such','request_id':'ID'}",
        "BAD_COMMAND");
    assertRefused(
        "{'type':'command','command':'pwd','env':{'A=B':'c'},'request_id':'ID'}", "BAD_COMMAND");
    assertRefused(
        "{'type':'command','command':'pwd','env':{'A':null},'request_id':'ID'}", "BAD_MESSAGE");
    assertRefused(
        "{'type':'command','command':'pwd','timeout':0,'request_id':'ID'}", "BAD_COMMAND");
    assertRefused("{'type':'command','command':'pwd','pty':true,'request_id':'ID'}", "BAD_COMMAND");
  }

  @Test
  void aPolicyThatFailsRefuses() throws Exception {
    use(
        AgentOptions.of("vm-1")
            .withPolicy(
                command -> {
                  throw new IllegalStateException("no idea");
                }));

    assertRefused("{'type':'command','command':'true','request_id':'ID'}", "COMMAND_REFUSED");
  }

  @Test
  void answersQuestionsAboutItself() throws Exception {
    hub.say("{'type':'ping','message':'ping','request_id':'r1'}");
    assertThat(hub.expect("pong").path("request_id").asText()).isEqualTo("r1");

    hub.say("{'type':'status_request','message':'status','request_id':'r2'}");
    JsonNode status = hub.expect("status_response");
    hub.say("{'type':'system_info_request','request_id':'r3'}");
    JsonNode info = hub.expect("system_info_response");

    assertThat(status.path("metadata").path("active_processes").asInt(-1)).isZero();
    assertThat(status.path("metadata").path("uptime").asDouble()).isPositive();
    for (JsonNode answer : List.of(status, info)) {
      JsonNode system = answer.path("metadata").path("system_info");
      assertThat(system.fieldNames())
          .toIterable()
          .containsExactly("hostname", "system", "platform", "java_version", "working_directory");
      assertThat(system.path("hostname").asText()).isNotBlank();
    }
  }

  @Test
  void aScreenshotShowsTheConsole() throws Exception {
    hub.say("{'type':'command','command':'seq 100','request_id':'r1'}");
    hub.expect("command_response");

    BufferedImage page = screenshot(false);
    BufferedImage full = screenshot(true);

    assertThat(page.getWidth()).isEqualTo(full.getWidth());
    assertThat(full.getHeight()).isGreaterThan(2 * page.getHeight());
  }

  @Test
  void aScreenshotThatFailsSaysWhy() throws Exception {
    use(
        AgentOptions.of("vm-1")
            .withScreen(
                fullPage -> {
                  if (fullPage) {
                    throw new IOException("the lens is dirty");
                  }
                  throw new NoClassDefFoundError("sun/awt/Something");
                }));

    JsonNode failed =
        assertRefused(
            "{'type':'screenshot','full_page':true,'request_id':'ID'}", "SCREENSHOT_FAILED");
    assertThat(failed.path("message").asText()).contains("the lens is dirty");
    assertRefused("{'type':'screenshot','full_page':false,'request_id':'ID'}", "SCREENSHOT_FAILED");
  }

  @Test
  void whatIsNotUnderstoodHarmsNothing() throws Exception {
    hub.say("not json");
    hub.say("[1,2,3]");
    hub.say("{'no':'type'}");
    hub.say("{'type':'command','command':{'a':1}}");
    hub.say("{'type':'spin_up_response','tests':[]}");
    hub.say("{'type':'error','message':'you again'}");
    hub.say("{'type':'never_heard_of'}");
    hub.say(new byte[] {1, 2, 3});
    hub.say("x".repeat(100_000));
    hub.say("{'type':null,'deep':" + "[".repeat(10_000));

    assertRefused("{'type':'never_heard_of','request_id':'ID'}", "UNKNOWN_TYPE");
    assertRefused("{'request_id':'ID','type':'command','command':[]}", "BAD_MESSAGE");
    assertRefused("{'type':'vm_state','state':7,'request_id':'ID'}", "BAD_MESSAGE");
    assertRefused("{'type':'command','env':{'A':null},'request_id':'ID'}", "BAD_MESSAGE");
    hub.say("{'type':'command','command':'echo fine','request_id':'r1'}");
    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("fine\n");
    assertThat(hub.registrations).hasValue(1);
  }

  @Test
  void tellsWhenItIsBusyAndSendsItsOwnersStates() throws Exception {
    hub.say("{'type':'command','command':'true','request_id':'r1'}");

    assertThat(hub.expect("state_update").path("state").toString())
        .contains("\"status\":\"running\"", "\"active_commands\":1");
    assertThat(hub.expect("state_update").path("state").toString())
        .contains("\"status\":\"idle\"", "\"active_commands\":0");
    agent.sendState(Map.of("progress", 75));
    assertThat(hub.expect("state_update").path("state").toString()).isEqualTo("{\"progress\":75}");
  }

  @Test
  void aCommandOutlivesTheConnection() throws Exception {
    hub.say(
        "{'type':'command','command':'echo a; read x; echo b; exit 4','request_id':'r1','command_id':'c1'}");
    hub.expect("command_output");

    hub.cut();
    hub.expect("register");
    await().until(() -> agent.state() == ConnectionState.CONNECTED);
    assertThat(agent.activeCommands()).containsExactly("c1");
    hub.say("{'type':'attach','command_id':'c1','from_seq':1,'request_id':'r1'}");
    hub.say(
        "{'type':'send_input','message':'\\n','metadata':{'command_id':'c1'},'request_id':'r2'}");

    assertPiece(hub.expect("command_output"), 1, "stdout", "b\n");
    assertThat(hub.expect("command_response").path("metadata").path("exit_code").asInt())
        .isEqualTo(4);
  }

  @Test
  void aReplacedAgentEndsForGoodAndItsCommandsWithIt() throws Exception {
    hub.say("{'type':'command','command':'echo $$; sleep 300','request_id':'r1'}");
    long pid = Long.parseLong(hub.expect("command_output").path("message").asText().strip());

    hub.closeVm(1008, "replaced by a newer connection");

    assertThatThrownBy(() -> agent.closed().get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ConnectionException.class)
        .hasMessageContainingAll("vm-1", "replaced by a newer connection", "its own id");
    assertThat(agent.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void closingStopsTheCommandsAndTellsSoFirst() throws Exception {
    hub.say("{'type':'command','command':'sleep 300','request_id':'r1'}");
    hub.expect("command_started");

    agent.close();

    assertThat(hub.expect("command_response").path("metadata").path("exit_code").asInt())
        .isEqualTo(143);
    agent.closed().get(5, TimeUnit.SECONDS);
    assertThat(agent.activeCommands()).isEmpty();
    agent.close();
    agent.sendState(Map.of("status", "lost"));
  }

  private JsonNode assertRefused(String request, String code) throws Exception {
    String id = "r-" + System.nanoTime();
    hub.say(request.replace("ID", id));
    JsonNode error = hub.expect("error");
    assertError(error, code, id);
    return error;
  }

  private static void assertError(JsonNode error, String code, String requestId) {
    assertThat(error.path("code").asText()).as(error.toString()).isEqualTo(code);
    assertThat(error.path("request_id").asText()).isEqualTo(requestId);
    assertThat(error.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(error.path("message").asText()).isNotBlank();
  }

  private static void assertPiece(JsonNode message, long seq, String stream, String text) {
    assertThat(message.path("message").asText()).isEqualTo(text);
    assertThat(message.path("metadata").path("seq").asLong(-1)).isEqualTo(seq);
    assertThat(message.path("metadata").path("stream").asText()).isEqualTo(stream);
    assertThat(message.path("metadata").path("output_type").asText()).isEqualTo("output");
    assertThat(message.path("metadata").path("timestamp").asDouble()).isGreaterThan(1.6e9);
  }

  private BufferedImage screenshot(boolean fullPage) throws Exception {
    hub.say("{'type':'screenshot','full_page':" + fullPage + ",'request_id':'s'}");
    JsonNode answer = hub.expect("screenshot_response");
    byte[] png = Base64.getDecoder().decode(answer.path("screenshot").asText());
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
