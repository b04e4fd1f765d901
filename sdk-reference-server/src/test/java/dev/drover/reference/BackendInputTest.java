package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.Rest.Answer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents say that they should not. */
class BackendInputTest extends WithServer {

  private final PlainPeer agent = agent("vm-1");

  private void stillWorks() {
    CompletableFuture<Answer> answer = rest.ask("vm-1", "{'type':'ping','message':'ping'}");
    String id = agent.read("ping").path("request_id").asText();
    agent.send("{'type':'pong','message':'pong','request_id':'%s'}".formatted(id));
    assertThat(answer.join().response().path("message").asText()).isEqualTo("pong");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EXECUTE: ls",
        "[1]",
        "7",
        "null",
        "{",
        "{'type':'pong'} x",
        "{'no':'type'}",
        "{'type':null}",
        "{'type':7}",
        "{'type':'connection','metadata':7}",
        "{'type':'connection','vm_id':{}}"
      })
  void isAnsweredWithAnErrorAndTheConnectionStays(String text) {
    JsonNode error = agent.send(text).read("error");

    assertThat(error.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("metadata").path("error").asText()).isEqualTo("BAD_MESSAGE");
    assertThat(error.path("metadata").path("timestamp").isNumber()).isTrue();
    stillWorks();
  }

  @Test
  void theErrorNamesTheRequestIfThereIsOne() {
    JsonNode error = agent.send("{'request_id':'r','type':3}").read("error");

    assertThat(error.path("request_id").asText()).isEqualTo("r");
  }

  @Test
  void bytesAreNotUnderstood() {
    agent.socket().sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1, 2}), true).join();

    agent.read("error");
    stillWorks();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'pong'}",
        "{'type':'error','message':'what?'}",
        "{'type':'whatever','request_id':'x'}",
        "{'type':'command_completed','metadata':[1]}",
        "{'type':'status','metadata':'fine'}",
        "{'type':'heartbeat','metadata':null}",
        "{'type':'connection'}",
        "{'type':'connection','metadata':{'extensions':'drover.v1'}}",
        "{'type':'connection','metadata':{'extensions':[null,7]}}",
        "{'type':'register','role':'vm','vm_id':'vm-2'}"
      })
  void whatNobodyAskedForIsIgnored(String text) {
    agent.send(text).expectNothing();

    stillWorks();
    assertThat(server.vms()).hasSize(1);
  }

  @Test
  void aFirstMessageMayBeAnAnswer() {
    stillWorks();
    agent.send("{'type':'connection','metadata':{'extensions':['drover.v1']}}").read("registered");
    agent.send("{'type':'connection','metadata':{'extensions':['drover.v1']}}").read("registered");
    stillWorks();
  }

  @Test
  void anAnswerThatAHubsClientCannotBeToldIsAnErrorForBoth() {
    PlainPeer client = v1Client();
    client.send("{'type':'command','vm_id':'vm-1','command':'x','request_id':'r'}");
    String id = agent.read("command").path("request_id").asText();

    agent.send("{'type':'command_completed','request_id':'%s','metadata':7}".formatted(id));

    assertThat(client.read("error").path("code").asText()).isEqualTo("BAD_MESSAGE");
    assertThat(agent.read("error").path("metadata").path("error").asText())
        .isEqualTo("BAD_MESSAGE");
    assertThat(server.hub().openRequests()).isZero();
  }

  @Test
  void aBlankIdIsNone() {
    PlainPeer nameless =
        closing(PlainPeer.connect(java.net.URI.create(server.uri() + "/api/vm/%20/ws")));

    nameless.read("error");
    assertThat(nameless.closeCode()).isEqualTo(1008);
    assertThat(server.vms()).hasSize(1);
  }
}
