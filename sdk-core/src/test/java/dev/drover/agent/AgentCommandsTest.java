package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.fixtures.FakeHub;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands for a hub that knows {@code drover.v1}. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class AgentCommandsTest {

  private FakeHub hub;
  private AgentAndHub vm;

  @BeforeEach
  void connect() throws Exception {
    hub = new FakeHub(true);
    vm = new AgentAndHub(hub, AgentOptions.of("vm-1"));
  }

  @AfterEach
  void close() throws Exception {
    vm.close();
  }

  @Test
  void aCommandIsStartedStreamedAndEnded() throws Exception {
    hub.say(
        "{'type':'command','vm_id':'vm-1','command':'echo out; read x; echo err >&2; exit 3','request_id':'r1','command_id':'c1'}");

    List<JsonNode> messages = hub.upTo("command_output");
    hub.say("{'type':'send_input','message':'\\n','metadata':{'command_id':'c1'}}");
    messages.addAll(hub.upTo("command_response"));
    messages.removeIf(m -> m.path("type").asText().equals("ack"));

    assertThat(messages)
        .extracting(m -> m.path("type").asText())
        .containsExactly("command_started", "command_output", "command_output", "command_response");
    assertThat(messages).allMatch(m -> m.path("request_id").asText().equals("r1"));
    assertThat(messages).allMatch(m -> m.path("vm_id").asText().equals("vm-1"));
    assertThat(messages).allMatch(m -> m.path("metadata").path("command_id").asText().equals("c1"));
    assertThat(messages.get(0).path("message").asText()).startsWith("Command started: echo out");
    AgentAndHub.assertPiece(messages.get(1), 0, "stdout", "out\n");
    AgentAndHub.assertPiece(messages.get(2), 1, "stderr", "err\n");
    JsonNode end = messages.get(3);
    assertThat(end.path("result").asText()).isEqualTo("out\nerr\n");
    assertThat(end.path("metadata").path("exit_code").asInt()).isEqualTo(3);
    assertThat(end.path("metadata").path("seq").asLong()).isEqualTo(2);
    assertThat(end.path("metadata").path("execution_time").asDouble()).isBetween(0.0001, 20.0);
    assertThat(end.path("metadata").has("truncated")).isFalse();
  }

  @Test
  void environmentDirectoryAndTimeoutReachTheCommand() throws Exception {
    hub.say(
        "{'type':'command','command':'echo $WHO; pwd; sleep 30','request_id':'r1','command_id':'c1','timeout':1.5,'env':{'WHO':'Ada'},'working_directory':'/'}");

    List<JsonNode> messages = hub.upTo("error");

    String output =
        messages.stream().map(m -> m.path("message").asText()).reduce("", String::concat);
    assertThat(output).contains("Ada\n/\n");
    AgentAndHub.assertError(messages.get(messages.size() - 1), "COMMAND_TIMEOUT", "r1");
  }

  @Test
  void aCommandThatAsksForATerminalGetsOne() throws Exception {
    hub.say(
        "{'type':'command','command':'stty size','pty':true,'columns':132,'rows':43,'request_id':'r1'}");

    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("43 132\r\n");
  }

  @Test
  void inputStopAndTheirAnswers() throws Exception {
    hub.say(
        "{'type':'command','command':'read x; echo got $x; sleep 30','request_id':'r1','command_id':'c1'}");
    hub.expect("command_started");
    hub.say(
        "{'type':'send_input','message':'hi\\n','metadata':{'command_id':'c1'},'request_id':'r2'}");
    List<JsonNode> answers = hub.expectAll("ack", "command_output");
    assertThat(answers.get(0).path("request_id").asText()).isEqualTo("r2");
    assertThat(answers.get(1).path("message").asText()).isEqualTo("got hi\n");

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

    AgentAndHub.assertPiece(repeated, 0, "stdout", "a\n");
    assertThat(repeated.path("request_id").asText()).isEqualTo("r2");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_response"))
        .extracting(m -> m.path("request_id").asText())
        .containsExactlyInAnyOrder("r1", "r2");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_output"))
        .allSatisfy(m -> AgentAndHub.assertPiece(m, 1, "stdout", "b\n"))
        .hasSize(2);
  }

  @Test
  void attachFromWhatIsNoLongerKeptIsMarked() throws Exception {
    vm.use(AgentOptions.of("vm-1").withKeptOutputBytes(4));
    hub.say(
        "{'type':'command','command':'echo abc; sleep 0.1; echo def','request_id':'r1','command_id':'c1'}");
    hub.expect("command_response");

    hub.say("{'type':'attach','command_id':'c1','from_seq':0,'request_id':'r2'}");

    JsonNode piece = hub.expect("command_output");
    AgentAndHub.assertPiece(piece, 1, "stdout", "def\n");
    assertThat(piece.path("metadata").path("truncated").asBoolean()).isTrue();
    JsonNode end = hub.expect("command_response");
    assertThat(end.path("result").asText()).isEqualTo("def\n");
    assertThat(end.path("metadata").path("truncated").asBoolean()).isTrue();
  }

  @Test
  void refusalsHaveCodes() throws Exception {
    vm.use(
        AgentOptions.of("vm-1")
            .withMaxCommands(1)
            .withPolicy(CommandPolicy.deny(Pattern.compile("rm -rf"))));
    hub.say("{'type':'command','command':'sleep 30','request_id':'r0','command_id':'c0'}");
    hub.expect("command_started");

    vm.assertRefused(
        "{'type':'command','command':'rm -rf /','request_id':'ID'}", "COMMAND_REFUSED");
    vm.assertRefused("{'type':'command','command':'true','request_id':'ID'}", "BUSY");
    vm.assertRefused(
        "{'type':'command','command':'true','command_id':'c0','request_id':'ID'}",
        "DUPLICATE_COMMAND_ID");
    vm.assertRefused("{'type':'attach','command_id':'no','request_id':'ID'}", "UNKNOWN_COMMAND");
    vm.assertRefused("{'type':'stop_command','message':'no','request_id':'ID'}", "UNKNOWN_COMMAND");
    vm.assertRefused(
        "{'type':'send_input','message':'x','metadata':{'command_id':'no'},'request_id':'ID'}",
        "UNKNOWN_COMMAND");
    vm.assertRefused("{'type':'send_input','message':'x','request_id':'ID'}", "BAD_MESSAGE");
    vm.assertRefused("{'type':'stop_command','request_id':'ID'}", "BAD_MESSAGE");
  }

  @Test
  void whatCannotBeRunIsABadCommand() throws Exception {
    vm.assertRefused("{'type':'command','command':' ','request_id':'ID'}", "BAD_COMMAND");
    vm.assertRefused("{'type':'command','request_id':'ID'}", "BAD_COMMAND");
    vm.assertRefused(
        "{'type':'command','command':'pwd','working_directory':'no/such','request_id':'ID'}",
        "BAD_COMMAND");
    vm.assertRefused(
        "{'type':'command','command':'pwd','env':{'A=B':'c'},'request_id':'ID'}", "BAD_COMMAND");
    vm.assertRefused(
        "{'type':'command','command':'pwd','env':{'A':null},'request_id':'ID'}", "BAD_MESSAGE");
    vm.assertRefused(
        "{'type':'command','command':'pwd','timeout':0,'request_id':'ID'}", "BAD_COMMAND");
    vm.assertRefused(
        "{'type':'command','command':'pwd','pty':true,'columns':0,'request_id':'ID'}",
        "BAD_COMMAND");
  }

  @Test
  void aPolicyThatFailsRefuses() throws Exception {
    vm.use(
        AgentOptions.of("vm-1")
            .withPolicy(
                command -> {
                  throw new IllegalStateException("no idea");
                }));

    vm.assertRefused("{'type':'command','command':'true','request_id':'ID'}", "COMMAND_REFUSED");
  }

  @Test
  void aCommandIsTranslatedForTheShell() throws Exception {
    vm.use(
        AgentOptions.of("vm-1")
            .withPolicy(CommandPolicy.allowList("say hello"))
            .withTranslation(command -> command.replace("say", "echo")));

    hub.say("{'type':'command','command':'say hello'}");

    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("hello\n");
    vm.assertRefused(
        "{'type':'command','command':'echo hello','request_id':'ID'}", "COMMAND_REFUSED");
  }

  @Test
  void whatCannotBeTranslatedIsABadCommand() throws Exception {
    vm.use(
        AgentOptions.of("vm-1")
            .withTranslation(
                command -> {
                  throw new IllegalArgumentException("no such phrase");
                }));

    vm.assertRefused("{'type':'command','command':'true','request_id':'ID'}", "BAD_COMMAND");
  }
}
