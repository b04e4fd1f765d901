package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.DroverException;
import dev.drover.fixtures.FakeBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend should not send, and what the agent makes of it: never the connection's end. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class BackendBadInputTest {

  private final List<DroverException> reported = new CopyOnWriteArrayList<>();
  private AgentAndBackend vm;
  private FakeBackend backend;

  @BeforeEach
  void connect() throws Exception {
    vm = AgentAndBackend.plain(agent -> agent, connection -> connection.onError(reported::add));
    backend = vm.backend;
  }

  @AfterEach
  void close() throws Exception {
    assertStillServing();
    vm.close();
  }

  private void assertStillServing() throws Exception {
    backend.say("{'type':'command','message':'echo fine','request_id':'last'}");
    JsonNode end = backend.expect("command_completed");
    assertThat(end.at("/metadata/full_output").asText()).isEqualTo("fine\n");
    assertThat(backend.registrations).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "{'type':'command'",
        "[1,2,3]",
        "'text'",
        "null",
        "{'no':'type'}",
        "{'type':7}",
        "{'type':'command','message':{'a':1}}",
        "{'type':'command','message':'ls','metadata':'none'}",
        "{'type':'command','message':'ls','metadata':{'timeout':'soon'}}",
        "{'type':'command','message':'ls','metadata':{'env':{'A':null}}}",
        "{'type':'ping','metadata':[]}",
        "{'type':'command','message':'a'}{'type':'command','message':'b'}",
      })
  void whatCannotBeReadIsAnsweredWithAnError(String text) throws Exception {
    backend.say(text);

    JsonNode error = backend.next();

    GoldenShape.assertLike(error, "error");
    AgentAndBackend.assertError(error, "BAD_MESSAGE");
  }

  @Test
  void theErrorHasTheRequestsIdIfItCanBeFound() throws Exception {
    vm.assertRefused("{'request_id':'ID','type':'command','message':[]}", "BAD_MESSAGE");
    vm.assertRefused("{'request_id':'ID','type':'command','message':", "BAD_MESSAGE");
    vm.assertRefused(
        "{'type':'attach','metadata':{'from_seq':'x'},'request_id':'ID'}", "BAD_MESSAGE");
  }

  @Test
  void hugeAndDeepMessagesAreErrorsToo() throws Exception {
    backend.say("x".repeat(1_000_000));
    AgentAndBackend.assertError(backend.next(), "BAD_MESSAGE");
    backend.say("{'type':null,'deep':" + "[".repeat(10_000));
    AgentAndBackend.assertError(backend.next(), "BAD_MESSAGE");
  }

  @Test
  void unknownTypesAreRefusedToThoseWhoCanBeTold() throws Exception {
    backend.say("{'type':'never_heard_of'}");
    backend.say("{'type':'command_completed','message':'you said so'}");
    vm.assertRefused("{'type':'never_heard_of','request_id':'ID'}", "UNKNOWN_TYPE");
    vm.assertRefused("{'type':'pong','request_id':'ID'}", "UNKNOWN_TYPE");

    assertThat(reported)
        .hasSize(2)
        .allSatisfy(e -> assertThat(e).hasMessageContaining("ignored a message"));
  }

  @Test
  void errorsAreNeverAnsweredWithErrors() throws Exception {
    backend.say("{'type':'error','message':'you again','request_id':'r'}");

    await().until(() -> !reported.isEmpty());
    assertThat(reported.get(0)).hasMessageContaining("the backend reported an error: you again");
    assertThat(backend.rest()).isEmpty();
  }

  @Test
  void binaryMessagesAreIgnored() {
    backend.say(new byte[] {1, 2, 3});

    await().until(() -> !reported.isEmpty());
    assertThat(reported.get(0)).hasMessageContaining("ignored a binary message of 3 bytes");
  }

  @Test
  void aBackendThatAnswersEverythingIsNotAnsweredForEver() throws Exception {
    for (int i = 0; i < 300; i++) {
      backend.say("Message received");
    }
    await().until(() -> reported.size() == 200);
    assertThat(backend.rest()).hasSize(100);

    backend.say("{'type':'ping'}");
    backend.expect("pong");
    backend.say("Message received");

    AgentAndBackend.assertError(backend.next(), "BAD_MESSAGE");
  }
}
