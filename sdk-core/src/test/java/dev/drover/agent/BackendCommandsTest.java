package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.TerminalSize;
import dev.drover.fixtures.FakeBackend;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands for a backend. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class BackendCommandsTest {

  private AgentAndBackend vm;
  private FakeBackend backend;

  @BeforeEach
  void connect() throws Exception {
    use(AgentAndBackend.v1());
  }

  private void use(AgentAndBackend another) throws InterruptedException {
    if (vm != null) {
      vm.close();
    }
    vm = another;
    backend = another.backend;
  }

  @AfterEach
  void close() throws Exception {
    vm.close();
  }

  @Test
  void aCommandIsStartedStreamedAndCompleted() throws Exception {
    vm.run("echo out; read x; echo err >&2; exit 3");
    List<JsonNode> messages = backend.upTo("command_output");
    vm.giveInput("\\n");
    messages.addAll(backend.upTo("command_completed"));
    messages.removeIf(m -> m.path("type").asText().matches("ack|command_awaiting_input"));

    assertThat(messages)
        .allMatch(m -> m.path("request_id").asText().equals("r"))
        .allMatch(m -> m.path("vm_id").asText().equals("vm-1"))
        .allMatch(m -> m.at("/metadata/command_id").asText().equals("c"))
        .allMatch(m -> m.at("/metadata/timestamp").asDouble() > 1.6e9)
        .hasSize(4);
    GoldenShape.assertLike(messages.get(0), "request-response/command_started");
    assertThat(messages.get(0).path("message").asText()).startsWith("Command started: echo out;");
    GoldenShape.assertLike(messages.get(1), "drover.v1/command_output");
    AgentAndHub.assertPiece(messages.get(1), 0, "stdout", "out\n");
    AgentAndHub.assertPiece(messages.get(2), 1, "stderr", "err\n");
    assertCompleted(messages.get(3), 3, "out\nerr\n", 2);
  }

  private static void assertCompleted(JsonNode end, int exitCode, String output, int pieces) {
    GoldenShape.assertLike(
        end,
        "request-response/command_completed",
        "metadata.execution_time",
        "metadata.full_output",
        "metadata.seq");
    assertThat(end.path("message").asText())
        .isEqualTo("Command completed with exit code: " + exitCode);
    assertThat(end.at("/metadata/exit_code").asInt()).isEqualTo(exitCode);
    assertThat(end.at("/metadata/full_output").asText()).isEqualTo(output);
    assertThat(end.at("/metadata/seq").asInt()).isEqualTo(pieces);
    assertThat(end.at("/metadata/execution_time").asDouble()).isBetween(0.0001, 20.0);
  }

  @Test
  void aCommandWithoutRequestIdIsCompletedByItsExitCode() throws Exception {
    backend.say("{'type':'command','message':'echo out; exit 3','metadata':{'command_id':'c'}}");

    List<JsonNode> messages = List.of(backend.next(), backend.next(), backend.next());

    GoldenShape.assertLike(messages.get(0), "command_started");
    GoldenShape.assertLike(messages.get(1), "command_output", "metadata.seq", "metadata.stream");
    GoldenShape.assertLike(messages.get(2), "command_output_complete");
    assertThat(messages.get(2).path("message").asText()).isEqualTo("3");
    assertThat(messages.get(2).at("/metadata/output_type").asText()).isEqualTo("complete");
    assertThat(messages).allMatch(m -> m.at("/metadata/command_id").asText().equals("c"));
  }

  @Test
  void environmentDirectoryAndTimeoutReachTheCommand() throws Exception {
    vm.run(
        "echo $WHO; pwd; sleep 30", ",'timeout':1.5,'env':{'WHO':'Ada'},'working_directory':'/'");

    JsonNode error = backend.expect("command_error");

    GoldenShape.assertLike(
        error,
        "field/command_error",
        "metadata.execution_time",
        "metadata.full_output",
        "metadata.seq");
    assertThat(error.at("/metadata/error").asText()).isEqualTo("COMMAND_TIMEOUT");
    assertThat(error.at("/metadata/full_output").asText()).isEqualTo("Ada\n/\n");
    assertThat(error.path("message").asText()).contains("1.5");
    assertThat(error.path("request_id").asText()).isEqualTo("r");
  }

  @Test
  void aTimeoutWithoutRequestIdIsAnErrorToo() throws Exception {
    backend.say("{'type':'command','message':'sleep 30','metadata':{'timeout':0.2}}");

    JsonNode error = backend.expect("command_error");

    assertThat(error.has("request_id")).isFalse();
    assertThat(error.at("/metadata/error").asText()).isEqualTo("COMMAND_TIMEOUT");
  }

  @Test
  void aCommandThatAsksForATerminalGetsOne() throws Exception {
    vm.run("stty size; test -t 0 && test -t 2", ",'pty':true,'columns':132,'rows':43");

    assertCompleted(backend.expect("command_completed"), 0, "43 132\r\n", 1);
  }

  @Test
  void allGetATerminalByOptionButThoseWhoWantNone() throws Exception {
    use(AgentAndBackend.v1(agent -> agent.withTerminal(new TerminalSize(100, 30))));

    vm.run("stty size");
    assertCompleted(backend.expect("command_completed"), 0, "30 100\r\n", 1);
    backend.say(
        "{'type':'command','message':'test -t 0','metadata':{'pty':false},'request_id':'r2'}");
    assertThat(backend.expect("command_completed").at("/metadata/exit_code").asInt()).isEqualTo(1);
  }

  @Test
  void inputIsAcknowledgedAndItsEndPassedOn() throws Exception {
    vm.run("cat");
    vm.giveInput("so");
    GoldenShape.assertLike(backend.expect("ack"), "field/ack", "vm_id");
    backend.say(
        "{'type':'send_input','message':' on','metadata':{'command_id':'c','eof':true},'request_id':'j'}");

    assertThat(backend.expect("ack").path("request_id").asText()).isEqualTo("j");
    assertThat(backend.expect("command_completed").at("/metadata/full_output").asText())
        .isEqualTo("so on");
  }

  @Test
  void aCommandThatWaitsForInputSaysSoOnceAndGoesOnUnderItsRequest() throws Exception {
    vm.run("printf 'Name? '; read x; echo hi $x".replace("'", "\\u0027"));
    JsonNode prompt = backend.expect("command_awaiting_input");
    vm.giveInput("Ada\\n");
    List<JsonNode> rest = backend.upTo("command_completed");

    GoldenShape.assertLike(prompt, "drover.v1/command_awaiting_input");
    assertThat(prompt.path("message").asText()).isEqualTo("Name? ");
    assertThat(prompt.path("request_id").asText()).isEqualTo("r");
    assertThat(prompt.at("/metadata/full_output").asText()).isEqualTo("Name? ");
    assertThat(prompt.at("/metadata/seq").asInt()).isEqualTo(1);
    assertThat(rest).noneMatch(m -> m.path("type").asText().equals("command_awaiting_input"));
    assertCompleted(rest.get(rest.size() - 1), 0, "Name? hi Ada\n", 2);
  }

  @Test
  void aStopIsAnsweredBeforeTheCommandsEnd() throws Exception {
    vm.run("sleep 30");
    backend.expect("command_started");
    backend.say(
        "{'type':'stop_command','message':'c','metadata':{'command_id':'c'},'request_id':'s'}");

    JsonNode stopped = backend.next();
    JsonNode end = backend.next();

    GoldenShape.assertLike(stopped, "field/command_stopped");
    assertThat(stopped.path("request_id").asText()).isEqualTo("s");
    assertThat(stopped.at("/metadata/success").asBoolean()).isTrue();
    assertCompleted(end, 143, "", 0);
    backend.say("{'type':'stop_command','message':'c','request_id':'t'}");
    assertThat(backend.next().at("/metadata/success").asBoolean(true)).isFalse();
  }

  @Test
  void oldFormsOfTextRunAndStop() throws Exception {
    backend.say("EXECUTE: echo $((20 + 2)); read x");
    JsonNode started = backend.expect("command_started");
    assertThat(backend.expect("command_output").path("message").asText()).isEqualTo("22\n");

    backend.say("STOP: " + started.at("/metadata/command_id").asText());

    GoldenShape.assertLike(started, "command_started");
    assertThat(started.path("message").asText()).endsWith("echo $((20 + 2)); read x");
    assertThat(backend.expect("command_stopped").at("/metadata/success").asBoolean()).isTrue();
    GoldenShape.assertLike(backend.expect("command_output"), "command_output_complete");
    backend.say("STOP: c-0");
    AgentAndBackend.assertError(backend.expect("error"), "UNKNOWN_COMMAND");
  }

  @Test
  void anOldFormOfJsonRuns() throws Exception {
    backend.say("{'type':'command','command':'echo old','command_id':'c'}");

    List<JsonNode> messages = backend.upTo("command_started");
    assertThat(messages.get(0).at("/metadata/command").asText()).isEqualTo("echo old");
    assertThat(backend.expect("command_output").path("message").asText()).isEqualTo("old\n");
    assertThat(backend.expect("command_output").path("message").asText()).isEqualTo("0");
  }

  @Test
  void attachRepeatsAndGoesOn() throws Exception {
    vm.run("echo a; read x; echo b");
    backend.expect("command_output");

    backend.say(
        "{'type':'attach','metadata':{'command_id':'c','from_seq':0},'request_id':'again'}");
    JsonNode repeated = backend.expect("command_output");
    vm.giveInput("\\n");
    List<JsonNode> rest = backend.upTo("command_completed");
    rest.addAll(backend.upTo("command_completed"));

    AgentAndHub.assertPiece(repeated, 0, "stdout", "a\n");
    assertThat(repeated.path("request_id").asText()).isEqualTo("again");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_completed"))
        .allSatisfy(m -> assertCompleted(m, 0, "a\nb\n", 2))
        .extracting(m -> m.path("request_id").asText())
        .containsExactlyInAnyOrder("r", "again");
    assertThat(rest)
        .filteredOn(m -> m.path("type").asText().equals("command_output"))
        .allSatisfy(m -> AgentAndHub.assertPiece(m, 1, "stdout", "b\n"))
        .hasSize(2);
  }

  @Test
  void whatIsNoLongerKeptIsMarked() throws Exception {
    use(AgentAndBackend.v1(agent -> agent.withKeptOutputBytes(4)));
    vm.run("echo abc; sleep 0.1; echo def");

    JsonNode end = backend.expect("command_completed");
    backend.say("{'type':'attach','metadata':{'command_id':'c'},'request_id':'again'}");
    JsonNode piece = backend.expect("command_output");

    assertThat(end.at("/metadata/full_output").asText()).isEqualTo("def\n");
    assertThat(end.at("/metadata/truncated").asBoolean()).isTrue();
    AgentAndHub.assertPiece(piece, 1, "stdout", "def\n");
    assertThat(piece.at("/metadata/truncated").asBoolean()).isTrue();
  }

  @Test
  void aHugeOutputIsCutToWhatAMessageHolds() throws Exception {
    use(
        AgentAndBackend.plain(
            agent -> agent, c -> c.limits(c.limits().withMaxMessageBytes(100_000))));
    vm.run("seq 100000; echo last");

    JsonNode end = backend.expect("command_completed");

    assertThat(end.at("/metadata/full_output").asText())
        .hasSizeBetween(20_000, 100_000)
        .endsWith("100000\nlast\n");
    assertThat(end.at("/metadata/truncated").asBoolean()).isTrue();
  }

  @Test
  void refusalsHaveCodes() throws Exception {
    use(
        AgentAndBackend.v1(
            agent ->
                agent
                    .withMaxCommands(1)
                    .withPolicy(CommandPolicy.deny(Pattern.compile("rm -rf")))));
    vm.run("sleep 30");
    backend.expect("command_started");

    JsonNode refused =
        vm.assertRefused(
            "{'type':'command','message':'rm -rf /','metadata':{'command_id':'d'},'request_id':'ID'}",
            "COMMAND_REFUSED");
    GoldenShape.assertLike(refused, "error", "metadata.command_id", "request_id");
    assertThat(refused.at("/metadata/command_id").asText()).isEqualTo("d");
    assertThat(refused.at("/metadata/context").asText()).isEqualTo("command");
    vm.assertRefused("{'type':'command','message':'true','request_id':'ID'}", "BUSY");
    vm.assertRefused(
        "{'type':'command','message':'true','metadata':{'command_id':'c'},'request_id':'ID'}",
        "DUPLICATE_COMMAND_ID");
    vm.assertRefused("{'type':'command','message':' ','request_id':'ID'}", "BUSY");
  }

  @Test
  void whatNamesNoCommandIsRefused() throws Exception {
    vm.assertRefused(
        "{'type':'attach','metadata':{'command_id':'no'},'request_id':'ID'}", "UNKNOWN_COMMAND");
    vm.assertRefused("{'type':'stop_command','message':'no','request_id':'ID'}", "UNKNOWN_COMMAND");
    vm.assertRefused(
        "{'type':'send_input','message':'x','metadata':{'command_id':'no'},'request_id':'ID'}",
        "UNKNOWN_COMMAND");
    vm.assertRefused("{'type':'send_input','message':'x','request_id':'ID'}", "BAD_MESSAGE");
    vm.assertRefused("{'type':'stop_command','request_id':'ID'}", "BAD_MESSAGE");
    vm.assertRefused("{'type':'attach','request_id':'ID'}", "BAD_MESSAGE");
    vm.assertRefused("{'type':'command','request_id':'ID'}", "BAD_COMMAND");
    backend.say("{'type':'command','message':''}");
    GoldenShape.assertLike(backend.expect("error"), "error", "metadata.command_id");
  }
}
