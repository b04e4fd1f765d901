package dev.drover.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.backend.BackendReply.Acknowledged;
import dev.drover.backend.BackendReply.AwaitingInput;
import dev.drover.backend.BackendReply.CommandFailed;
import dev.drover.backend.BackendReply.Completed;
import dev.drover.backend.BackendReply.Other;
import dev.drover.backend.BackendReply.Pong;
import dev.drover.backend.BackendReply.Refused;
import dev.drover.backend.BackendReply.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code send}: any message, and each kind of answer as it is. */
@Timeout(30)
class AnyMessageTest {

  private StubBackend backend;

  @BeforeEach
  void start() {
    backend = StubBackend.start();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  static List<Object[]> answers() {
    return List.of(
        answer("{'type':'ack','message':'sent'}", new Acknowledged("sent")),
        answer("{'type':'pong'}", new Pong("")),
        answer(
            "{'type':'command_stopped','message':'m','metadata':{'success':false}}",
            new Stopped(false, "m")),
        answer(
            "{'type':'command_error','message':'m','metadata':{'command_id':'c','error':'E'}}",
            new CommandFailed("c", "m", Optional.of("E"))),
        answer("{'type':'error','message':'m'}", new Refused("m", Optional.empty())),
        answer(
            "{'type':'command_awaiting_input','message':'> ','metadata':{'command_id':'c','full_output':'a> ','seq':2}}",
            new AwaitingInput("c", "> ", "a> ", 2)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyKindOfAnswer(String message, BackendReply expected) {
    backend.vmSays(message);

    assertThat(backend.client.send("vm-1", BackendRequest.of("any", "thing"))).isEqualTo(expected);
  }

  @Test
  void aCommandThatIsOver() {
    backend.vmSays("{'type':'command_completed','metadata':{'exit_code':1,'full_output':'o'}}");
    BackendRequest request = BackendRequest.of("command", "make").metadata("command_id", "c-1");

    Completed completed = (Completed) backend.client.send("vm-1", request);

    assertThat(completed.commandId()).isEqualTo("c-1");
    assertThat(completed.result().exitCode()).isEqualTo(1);
    assertThat(completed.result().command()).isEqualTo("make");
  }

  @Test
  void whatNobodyKnowsIsGivenAsItCame() {
    String message = "{ \"type\":\"news\", \"größe\":\"€😀\", \"list\":[1, 2.50, {\"a\":null}] }";
    backend.vmSays(message);

    BackendReply reply = backend.client.send("vm-1", BackendRequest.of("any", "thing"));

    assertThat(reply).isEqualTo(new Other("news", message));
    assertThat(reply).hasToString("Other[news, 62 characters]");
  }

  @Test
  void whatIsSent() {
    backend.vmSays("{'type':'ack'}");
    BackendRequest request =
        BackendRequest.of("settings", "text")
            .metadata("level", 3)
            .metadata(Map.of("names", List.of("a", "b")))
            .timeout(Duration.ofMillis(1500));

    backend.client.send("vm-1", request);

    JsonNode sent = backend.onlySent();
    assertThat(sent.path("message_type").asText()).isEqualTo("settings");
    assertThat(sent.path("message").asText()).isEqualTo("text");
    assertThat(sent.path("metadata").toString()).isEqualTo("{\"level\":3,\"names\":[\"a\",\"b\"]}");
    assertThat(sent.path("timeout").asDouble()).isEqualTo(1.5);
    assertThat(request).hasToString("BackendRequest[settings]");
  }

  @Test
  void aCommandAlwaysHasAnId() {
    backend.vmSays("{'type':'command_completed'}");

    Completed completed =
        (Completed) backend.client.send("vm-1", BackendRequest.of("command", "make"));

    assertThat(completed.commandId())
        .startsWith("cmd-")
        .isEqualTo(backend.onlySent().at("/metadata/command_id").asText());
  }

  @Test
  void aVmIdStandsInThePathAsOneSegment() {
    backend.answers(200, StubBackend.wrapped("{'type':'pong'}"));

    backend.client.ping("HOST-fd:f5/ü");

    assertThat(backend.server.getAllServeEvents().get(0).getRequest().getUrl())
        .isEqualTo("/api/vm/HOST-fd:f5%2F%C3%BC/send");
  }

  @Test
  void whatJsonDoesNotHaveIsRefusedAtOnce() {
    BackendRequest request = BackendRequest.of("any", "").metadata("thread", new Object());

    assertThatThrownBy(() -> backend.client.send("vm-1", request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metadata of 'any'");
  }

  @Test
  void wrongArgumentsAreRefusedAtOnce() {
    BackendClient client = backend.client;

    assertThatThrownBy(() -> client.ping(" ")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.stopCommand("vm-1", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BackendRequest.of("", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.attach("vm-1", "c", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BackendClient.connect("ftp://host"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Object[] answer(String message, BackendReply expected) {
    return new Object[] {message, expected};
  }
}
