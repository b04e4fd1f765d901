package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.Rest.Answer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges of the VM agent documents, as they stand there. */
class BackendDocumentTest extends WithServer {

  private static final String HOST = "DESKTOP-D92R0CO-fd:f5:d6:59:66:99";

  @Test
  void aCommandIsAnsweredWithItsCompletion() {
    PlainPeer agent = agent("vm-001");

    CompletableFuture<Answer> answer =
        rest.ask(
            "vm-001",
            "{'message':'whoami','message_type':'command','metadata':{'command_id':'cmd-001'},'timeout':30.0}");

    JsonNode asked = agent.read("command");
    String id = asked.path("request_id").asText();
    assertThat(asked)
        .isEqualTo(
            PlainPeer.json(
                "{\"message\":\"whoami\",\"type\":\"command\",\"metadata\":{\"command_id\":\"cmd-001\"},\"request_id\":\"%s\"}"
                    .formatted(id)));
    agent.send(
        "{'type':'command_started','request_id':'%s','vm_id':'vm-001','message':'Command started: whoami','metadata':{'command_id':'cmd-001','command':'whoami','timestamp':1694123456.789}}"
            .formatted(id));
    agent.send(
        "{'type':'command_output','vm_id':'vm-001','message':'user\\n','metadata':{'command_id':'cmd-001','output_type':'output','timestamp':1694123456.790}}");
    String completed =
        "{'type':'command_completed','request_id':'%s','vm_id':'vm-001','message':'Command completed with exit code: 0','metadata':{'command_id':'cmd-001','exit_code':0,'timestamp':1694123456.795}}"
            .formatted(id)
            .replace('\'', '"');
    agent.sendRaw(completed);

    assertThat(answer.join().body())
        .isEqualTo(
            PlainPeer.json(
                "{\"status\":\"ok\",\"request_id\":\"%s\",\"vm_id\":\"vm-001\",\"response\":%s}"
                    .formatted(id, completed)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop_command | unique-id-123 | {'command_id':'unique-id-123'} | command_stopped",
        "send_input | password123 | {'command_id':'unique-id-123'} | ack",
        "ping | ping | {} | pong",
        "status_request | status | {} | status_response",
        "system_info_request | get system info | {} | system_info_response",
        "attach | '' | {'command_id':'unique-id-123','from_seq':2} | command_completed",
        "screenshot | '' | {'full_page':true} | screenshot_response",
        "field_type | '' | {'a':[1.50,{'b':null}]} | field_answer"
      })
  void everyRequestIsPassedOnAndItsAnswerBack(
      String type, String message, String metadata, String answerType) {
    PlainPeer agent = v1Agent("vm-1");

    CompletableFuture<Answer> answer =
        rest.ask(
            "vm-1",
            "{'message':'%s','message_type':'%s','metadata':%s}"
                .formatted(message, type, metadata));

    String id = agent.read(type).path("request_id").asText();
    assertThat(server.journal().entries().toString())
        .contains(metadata.replace('\'', '"'))
        .contains("\"message\":\"" + message + "\"");
    agent.send(
        "{'type':'%s','vm_id':'another','message':'m','metadata':{'x':[1.50]},'own':true,'request_id':'%s'}"
            .formatted(answerType, id));
    assertThat(answer.join().response())
        .isEqualTo(
            PlainPeer.json(
                "{\"type\":\"%s\",\"vm_id\":\"vm-1\",\"message\":\"m\",\"metadata\":{\"x\":[1.50]},\"own\":true,\"request_id\":\"%s\"}"
                    .formatted(answerType, id)));
  }

  @Test
  void aBodyNeedsNoMoreThanTheCommandLine() {
    PlainPeer agent = agent("vm-1");

    CompletableFuture<Answer> answer = rest.ask("vm-1", "{'type':null,'message':'ls'}");

    JsonNode asked = agent.read("command");
    assertThat(asked.path("metadata").path("command_id").asText()).isNotBlank();
    agent.send("{'type':'command_completed','request_id':'%s'}".formatted(idOf(asked)));
    assertThat(answer.join().response().path("vm_id").asText()).isEqualTo("vm-1");
  }

  @Test
  void theTypeMayBeCalledType() {
    PlainPeer agent = agent("vm-1");

    CompletableFuture<Answer> answer = rest.ask("vm-1", "{'type':'ping','message':'ping'}");

    agent.send("{'type':'pong','request_id':'%s'}".formatted(idOf(agent.read("ping"))));
    assertThat(answer.join().response().path("type").asText()).isEqualTo("pong");
  }

  @ParameterizedTest
  @ValueSource(strings = {HOST, "DESKTOP-D92R0CO-fd%3Af5%3ad6%3A59%3A66%3A99"})
  void idsMayHaveColons(String written) {
    PlainPeer agent = agent(written);

    CompletableFuture<Answer> answer = rest.ask(written, "{'type':'ping'}");

    agent.send("{'type':'pong','request_id':'%s'}".formatted(idOf(agent.read("ping"))));
    assertThat(answer.join().body().path("vm_id").asText()).isEqualTo(HOST);
  }

  @Test
  void connectedVmsAreListed() {
    agent(HOST);
    vm("vm-2");
    client().send("{'type':'spin_up','tests':[{'test_case_id':'t'}]}").read("spin_up_response");

    assertThat(rest.get("/api/vms").body())
        .isEqualTo(
            PlainPeer.json(
                "{\"status\":\"ok\",\"vms\":[{\"vm_id\":\"%s\",\"status\":\"connected\",\"test_case_id\":\"t\"},{\"vm_id\":\"vm-2\",\"status\":\"connected\"}]}"
                    .formatted(HOST)));
  }

  @Test
  void aConnectionWithoutTheExtensionIsNotAnswered() {
    agent("vm-1")
        .send(
            "{'type':'connection','vm_id':'vm-1','message':'VM client connected','metadata':{'status':'connected','system_info':{},'timestamp':1694123456.789}}")
        .expectNothing();
  }

  @Test
  void aHeartbeatIsNoticedAndNotAnswered() {
    PlainPeer agent = agent("vm-1");
    Instant before = server.lastSeen("vm-1").orElseThrow();
    await().until(() -> Instant.now().isAfter(before));

    agent
        .send(
            "{'type':'heartbeat','vm_id':'vm-1','message':'VM alive','metadata':{'timestamp':1694123456.789,'status':'alive','active_processes':1}}")
        .expectNothing();

    assertThat(server.lastSeen("vm-1").orElseThrow()).isAfter(before);
    assertThat(server.lastSeen("vm-2")).isEmpty();
  }

  @Test
  void aStatusIsTheStateThatClientsOfTheHubHear() {
    PlainPeer client = client();

    agent("vm-1")
        .send(
            "{'type':'status','vm_id':'x','message':'m','metadata':{'status':'busy','progress':7.50}}")
        .send("{'type':'status','message':'nothing'}")
        .expectNothing();

    client
        .expect("{'type':'vm_state','vm_id':'vm-1','state':{'status':'busy','progress':7.50}}")
        .expectNothing();
  }

  private static String idOf(JsonNode asked) {
    return asked.path("request_id").asText();
  }
}
