package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.reference.Rest.Answer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST with VMs that registered with the hub. */
class HubVmByRestTest extends WithServer {

  private static final String ALL =
      "'command_id':'c','timeout':2.5,'env':{'A':'b'},'working_directory':'/w','pty':true,'columns':80,'rows':24";

  private static String idOf(JsonNode asked) {
    return asked.path("request_id").asText();
  }

  /** The response without the time, which must be there. */
  private static JsonNode withoutTime(JsonNode response) {
    ObjectNode metadata = (ObjectNode) response.path("metadata");
    assertThat(metadata.remove("timestamp").isNumber()).isTrue();
    return response;
  }

  private static JsonNode json(String text) {
    return PlainPeer.json(text.replace('\'', '"'));
  }

  @Test
  void aPlainVmIsAskedInTheHubsWordsAndAnswersInTheBackends() {
    PlainPeer vm = vm("vm-1");

    CompletableFuture<Answer> answer =
        rest.ask("vm-1", "{'message':'whoami','metadata':{%s}}".formatted(ALL));

    vm.expect("{'type':'command','vm_id':'vm-1','command':'whoami'}");
    vm.send("{'type':'command_response','vm_id':'vm-1','result':'user\\n'}");
    String id = answer.join().body().path("request_id").asText();
    assertThat(withoutTime(answer.join().response()))
        .isEqualTo(
            json(
                "{'type':'command_completed','vm_id':'vm-1','message':'Command completed','metadata':{'command_id':'c','full_output':'user\\n'},'request_id':'%s'}"
                    .formatted(id)));
  }

  @Test
  void aVmWithTheExtensionIsAskedForAllOfIt() {
    PlainPeer vm = v1Vm("vm-1");

    CompletableFuture<Answer> answer =
        rest.ask("vm-1", "{'message':'whoami','metadata':{%s}}".formatted(ALL));

    JsonNode asked = vm.read("command");
    assertThat(asked)
        .isEqualTo(
            json(
                "{'type':'command','vm_id':'vm-1','command':'whoami',%s,'request_id':'%s'}"
                    .formatted(ALL, idOf(asked))));
    vm.send("{'type':'command_started','request_id':'%s'}".formatted(idOf(asked)));
    vm.send(
        "{'type':'command_output','message':'x','metadata':{'seq':0},'request_id':'%s'}"
            .formatted(idOf(asked)));
    vm.send(
        "{'type':'command_response','result':'x','metadata':{'command_id':'c','exit_code':2,'execution_time':0.5,'truncated':true,'seq':1,'timestamp':7.5},'request_id':'%s'}"
            .formatted(idOf(asked)));

    assertThat(answer.join().response())
        .isEqualTo(
            json(
                "{'type':'command_completed','vm_id':'vm-1','message':'Command completed with exit code: 2','metadata':{'command_id':'c','exit_code':2,'execution_time':0.5,'full_output':'x','truncated':true,'seq':1,'timestamp':7.5},'request_id':'%s'}"
                    .formatted(idOf(asked))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop_command | {'command_id':'c'} | 'message':'m','metadata':{'command_id':'c'} | command_stopped",
        "send_input | {'command_id':'c','eof':true} | 'message':'m','metadata':{'command_id':'c'},'eof':true | ack",
        "ping | {} | 'message':'m' | pong",
        "status_request | {} | 'message':'m' | status_response",
        "system_info_request | {} | 'message':'m' | system_info_response",
        "screenshot | {'full_page':true} | 'full_page':true | screenshot_response",
        "attach | {'command_id':'c','from_seq':3} | 'command_id':'c','from_seq':3 | command_stopped"
      })
  void everyRequestIsPutIntoTheHubsWords(
      String type, String metadata, String heard, String answerType) {
    PlainPeer vm = v1Vm("vm-1");

    CompletableFuture<Answer> answer =
        rest.ask("vm-1", "{'message':'m','type':'%s','metadata':%s}".formatted(type, metadata));

    JsonNode asked = vm.read(type);
    assertThat(asked)
        .isEqualTo(
            json(
                "{'type':'%s','vm_id':'vm-1',%s,'request_id':'%s'}"
                    .formatted(type, heard, idOf(asked))));
    if (!type.equals("attach")) {
      vm.send("{'type':'%s','own':1.50,'request_id':'%s'}".formatted(answerType, idOf(asked)));
      assertThat(answer.join().response())
          .isEqualTo(
              json(
                  "{'type':'%s','own':1.50,'vm_id':'vm-1','request_id':'%s'}"
                      .formatted(answerType, idOf(asked))));
    }
  }

  @Test
  void anErrorIsOneOfTheDocuments() {
    PlainPeer vm = v1Vm("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(vm.read("command"));

    vm.send("{'type':'error','message':'No.','code':'BUSY','request_id':'%s'}".formatted(id));

    assertThat(withoutTime(answer.join().response()))
        .isEqualTo(
            json(
                "{'type':'error','vm_id':'vm-1','message':'No.','metadata':{'error':'BUSY','command_id':'c'},'request_id':'%s'}"
                    .formatted(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "status_request", "field_type"})
  void aPlainVmCannotBeAskedForMore(String type) {
    PlainPeer vm = vm("vm-1");

    JsonNode error = rest.send("vm-1", "{'type':'%s'}".formatted(type)).response();

    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("metadata").path("error").asText()).isEqualTo("UNKNOWN_TYPE");
    vm.expectNothing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message':'m','metadata':{'timeout':'x'}}",
        "{'message':'m','metadata':{'env':{'A':null}}}",
        "{'message':'m','type':'send_input'}"
      })
  void whatCannotBePutIntoTheHubsWordsIsABadRequest(String body) {
    PlainPeer vm = v1Vm("vm-1");

    rest.send("vm-1", body).is(400, "BAD_REQUEST");

    vm.expectNothing();
    assertThat(server.hub().openRequests()).isZero();
  }

  @Test
  void requestsToAPlainVmWaitForTheirTurnAndOnlyAsLongAsTheyMay() {
    PlainPeer vm = vm("vm-1");
    CompletableFuture<Answer> first = rest.command("vm-1", "one", "c1");
    vm.read("command");

    rest.send("vm-1", "{'message':'two','timeout':0.1}").is(504, "TIMEOUT");
    CompletableFuture<Answer> third = rest.command("vm-1", "three", "c3");
    vm.send("{'type':'command_response','result':'1'}");
    vm.expect("{'type':'command','vm_id':'vm-1','command':'three'}");
    vm.send("{'type':'command_response','result':'3'}");

    assertThat(first.join().response().at("/metadata/full_output").asText()).isEqualTo("1");
    assertThat(third.join().response().at("/metadata/full_output").asText()).isEqualTo("3");
  }

  @Test
  void aLateAnswerOfAPlainVmIsNotTheNextOnes() {
    PlainPeer vm = vm("vm-1");
    rest.send("vm-1", "{'message':'one','timeout':0.1}").is(504, "TIMEOUT");
    CompletableFuture<Answer> next = rest.command("vm-1", "two", "c");
    vm.read("command");

    vm.send("{'type':'command_response','result':'late'}").read("command");
    vm.send("{'type':'command_response','result':'2'}");

    assertThat(next.join().response().at("/metadata/full_output").asText()).isEqualTo("2");
    assertThat(server.hub().unwantedAnswers()).isEqualTo(1);
  }

  @Test
  void theAnswerIsNobodyElses() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    vm.read("command");

    vm.send("{'type':'command_response','result':'x'}");

    answer.join().response();
    client.expectNothing();
  }

  @Test
  void aLostVmIsABadGateway() {
    PlainPeer vm = vm("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    vm.read("command");

    vm.drop();

    answer.join().is(502, "VM_LOST");
  }

  @Test
  void aScriptedVmAnswersToo() {
    server.vm("vm-1").onCommand("deploy").reply("ok", 4);

    JsonNode response = rest.command("vm-1", "deploy", "c").join().response();

    assertThat(response.path("message").asText()).isEqualTo("Command completed with exit code: 4");
    assertThat(response.at("/metadata/full_output").asText()).isEqualTo("ok");
  }
}
