package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.reference.Rest.Answer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which message of a VM's answers a REST request, and what is said if none does. */
class BackendRestTest extends WithServer {

  private final PlainPeer agent = agent("vm-1");

  private CompletableFuture<Answer> ask(String type, String commandId) {
    return rest.ask(
        "vm-1",
        "{'message':'m','message_type':'%s','metadata':{'command_id':'%s'}}"
            .formatted(type, commandId));
  }

  private String idOf(String type) {
    return agent.read(type).path("request_id").asText();
  }

  /** Everything that the agent said so far has been dealt with then. */
  private void settle() {
    agent.fence();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'command_started'",
        "'type':'command_output','metadata':{'output_type':'output'}",
        "'type':'command_output'",
        "'type':'heartbeat'",
        "'type':'connection'",
        "'type':'status'"
      })
  void notFinalIs(String message) {
    CompletableFuture<Answer> answer = ask("command", "c");
    String id = idOf("command");

    agent.send("{%s,'message':'m','request_id':'%s'}".formatted(message, id));
    settle();

    assertThat(answer).isNotDone();
    agent.send("{'type':'command_completed','request_id':'%s'}".formatted(id));
    assertThat(answer.join().response().path("type").asText()).isEqualTo("command_completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'command_output','metadata':{'output_type':'complete'}",
        "'type':'command_completed'",
        "'type':'command_awaiting_input'",
        "'type':'command_error'",
        "'type':'command_stopped'",
        "'type':'error'",
        "'type':'ack'",
        "'type':'something_else'"
      })
  void finalIs(String message) {
    CompletableFuture<Answer> answer = ask("command", "c");

    agent.send("{%s,'message':'m','request_id':'%s'}".formatted(message, idOf("command")));

    assertThat(answer.join().response().path("message").asText()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource({
    "command, command_completed",
    "command, command_error",
    "command, error",
    "stop_command, command_stopped",
    "send_input, ack"
  })
  void theCommandTellsIfThereIsNoRequestId(String type, String answerType) {
    CompletableFuture<Answer> answer = ask(type, "c");
    idOf(type);

    agent.send("{'type':'%s','message':'m','metadata':{'command_id':'c'}}".formatted(answerType));

    assertThat(answer.join().response().path("type").asText()).isEqualTo(answerType);
  }

  @Test
  void theCommandDoesNotTellIfThereIsAnotherRequestId() {
    CompletableFuture<Answer> answer = ask("command", "c");
    idOf("command");

    agent.send("{'type':'command_completed','request_id':'x','metadata':{'command_id':'c'}}");
    agent.send("{'type':'command_completed','metadata':{'command_id':'d'}}");
    agent.send("{'type':'ack','metadata':{'command_id':'c'}}");
    settle();

    assertThat(answer).isNotDone();
  }

  @Test
  void aStopIsAnsweredBeforeTheCommandThatItStops() {
    CompletableFuture<Answer> command = ask("command", "c");
    idOf("command");
    CompletableFuture<Answer> stop = ask("stop_command", "c");
    idOf("stop_command");

    agent.send("{'type':'command_stopped','message':'s','metadata':{'command_id':'c'}}");
    assertThat(stop.join().response().path("message").asText()).isEqualTo("s");
    assertThat(command).isNotDone();

    agent.send("{'type':'command_completed','message':'e','metadata':{'command_id':'c'}}");
    assertThat(command.join().response().path("message").asText()).isEqualTo("e");
  }

  @Test
  void anotherVmNeverAnswers() {
    PlainPeer other = agent("vm-2");
    CompletableFuture<Answer> answer = ask("command", "c");
    String id = idOf("command");

    other.send("{'type':'command_completed','vm_id':'vm-1','request_id':'%s'}".formatted(id));
    other.send("{'type':'command_completed','vm_id':'vm-1','metadata':{'command_id':'c'}}");
    other.fence();

    assertThat(answer).isNotDone();
  }

  @Test
  void requestsRunSideBySide() {
    CompletableFuture<Answer> first = ask("command", "c1");
    String firstId = idOf("command");
    CompletableFuture<Answer> second = ask("command", "c2");
    String secondId = idOf("command");

    agent.send("{'type':'command_completed','message':'2','request_id':'%s'}".formatted(secondId));
    assertThat(second.join().response().path("message").asText()).isEqualTo("2");
    assertThat(first).isNotDone();
    agent.send("{'type':'command_completed','message':'1','request_id':'%s'}".formatted(firstId));
    assertThat(first.join().response().path("message").asText()).isEqualTo("1");
  }

  @Test
  void aSilentVmIsNotWaitedForAnyLonger() {
    Answer answer =
        rest.send("vm-1", "{'message':'m','timeout':0.2,'metadata':{'command_id':'c'}}");

    answer.is(504, "TIMEOUT");
    assertThat(answer.body().path("command_id").asText()).isEqualTo("c");
    assertThat(server.hub().openRequests()).isZero();

    agent.send("{'type':'command_completed','request_id':'%s'}".formatted(idOf("command")));
    await().until(() -> server.hub().unwantedAnswers() == 1);
  }

  /** Else the VM would send everything once more for each time that somebody asks again. */
  @Test
  void whoAsksAgainAboutACommandTakesThePlaceOfTheRequestThatWasGivenUp() {
    PlainPeer vm = v1Agent("vm-2");
    CompletableFuture<Answer> prompt = rest.command("vm-2", "m", "c");
    String id = vm.read("command").path("request_id").asText();
    vm.send("{'type':'command_awaiting_input','message':'?','request_id':'%s'}".formatted(id));
    prompt.join();

    String attach = "{'type':'attach','metadata':{'command_id':'c'},'timeout':0.2}";
    rest.send("vm-2", attach).is(504, "TIMEOUT");
    rest.send("vm-2", attach).is(504, "TIMEOUT");

    assertThat(vm.read("attach").path("request_id").asText()).isEqualTo(id);
    assertThat(vm.read("attach").path("request_id").asText()).isEqualTo(id);
    assertThat(server.hub().openRequests()).isZero();
  }

  @Test
  void twoWhoAskAtTheSameTimeAreBothAnswered() {
    PlainPeer vm = v1Agent("vm-2");
    String attach = "{'type':'attach','metadata':{'command_id':'c'}}";
    rest.ask("vm-2", attach);
    rest.ask("vm-2", attach);

    String id = vm.read("attach").path("request_id").asText();

    assertThat(vm.read("attach").path("request_id").asText()).isNotEqualTo(id);
  }

  /** The VM may have refused the command, which is no answer to whoever attaches to it. */
  @Test
  void aCommandOfWhichNothingWasHeardKeepsItsRequestToItself() {
    PlainPeer vm = v1Agent("vm-2");
    rest.send("vm-2", "{'message':'m','timeout':0.1,'metadata':{'command_id':'c'}}");
    String id = vm.read("command").path("request_id").asText();

    rest.ask("vm-2", "{'type':'attach','metadata':{'command_id':'c'}}");

    assertThat(vm.read("attach").path("request_id").asText()).isNotEqualTo(id);
  }

  @Test
  void aLateAnswerIsNotTheNextOnes() {
    rest.send("vm-1", "{'message':'m','timeout':0.1,'metadata':{'command_id':'c'}}");
    String late = idOf("command");
    CompletableFuture<Answer> next = ask("command", "c");
    String id = idOf("command");

    agent.send("{'type':'command_completed','message':'late','request_id':'%s'}".formatted(late));
    agent.send("{'type':'command_completed','message':'now','request_id':'%s'}".formatted(id));

    assertThat(next.join().response().path("message").asText()).isEqualTo("now");
  }

  @Test
  void whoIsGoneIsForgotten() throws Exception {
    rest.askAndGo(
        "vm-1",
        "{'message':'m'}",
        () -> {
          idOf("command");
          assertThat(server.hub().openRequests()).isEqualTo(1);
        });

    await().until(() -> server.hub().openRequests() == 0);
  }

  @Test
  void aVmThatIsNotConnectedIsNotFound() {
    rest.send("vm-9", "{'message':'m'}").is(404, "VM_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{'message':'m'} {}",
        "{}",
        "{'message':' '}",
        "{'message':1}",
        "{'message':'m','message_type':7}",
        "{'message':'m','type':[]}",
        "{'message':'m','type':' '}",
        "{'message':'m','metadata':[]}",
        "{'message':'m','metadata':{'command_id':3}}",
        "{'message':'m','timeout':'30'}",
        "{'message':'m','timeout':0}",
        "{'message':'m','timeout':-1}",
        "{'message':'m','type':'attach'}",
        "{'message':'m','type':'attach','metadata':{'command_id':'c','from_seq':'x'}}"
      })
  void aBadBodyIsRefused(String body) {
    rest.send("vm-1", body).is(400, "BAD_REQUEST");
    assertThat(server.hub().openRequests()).isZero();
  }

  @Test
  void otherMethodsAreRefused() {
    rest.get("/api/vm/vm-1/send").is(405, "METHOD_NOT_ALLOWED");
    rest.call("DELETE", "/api/vms", "").join().is(405, "METHOD_NOT_ALLOWED");
    rest.get("/api/vm/vm-1/ws").is(426, "UPGRADE_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({"screenshot, {}", "attach, {'command_id':'c'}"})
  void whatOnlyTheExtensionHasIsRefusedInTheNameOfAnAgentWithoutIt(String type, String metadata) {
    agent.send("{'type':'connection','metadata':{}}");

    Answer answer = rest.send("vm-1", "{'type':'%s','metadata':%s}".formatted(type, metadata));

    assertThat(answer.response().path("type").asText()).isEqualTo("error");
    assertThat(answer.response().path("metadata").path("error").asText()).isEqualTo("UNKNOWN_TYPE");
    assertThat(answer.response().path("request_id")).isEqualTo(answer.body().path("request_id"));
  }
}
