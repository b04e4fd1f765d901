package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.fixtures.FakeHub;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An agent called vm-1, and the hub that it is registered with. */
final class AgentAndHub implements AutoCloseable {

  final FakeHub hub;
  VmAgent agent;

  /** The agent's last registration. */
  @Nullable JsonNode registration;

  AgentAndHub(FakeHub hub, AgentOptions options) throws InterruptedException {
    this.hub = hub;
    agent = connect(options);
  }

  /** Another agent instead of this one. */
  void use(AgentOptions options) throws InterruptedException {
    agent.close();
    agent = connect(options);
  }

  private VmAgent connect(AgentOptions options) throws InterruptedException {
    ClientOptions connection =
        ClientOptions.of(hub.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)));
    VmAgent connected = VmAgent.connect(connection, options.withStopGrace(Duration.ofMillis(300)));
    registration = hub.expect("register");
    return connected;
  }

  /** Makes a request, in which ID stands for an id, that is refused. */
  JsonNode assertRefused(String request, String code) throws InterruptedException {
    String id = "r-" + System.nanoTime();
    hub.say(request.replace("ID", id));
    JsonNode error = hub.expect("error");
    assertError(error, code, id);
    return error;
  }

  static void assertError(JsonNode error, String code, String requestId) {
    assertThat(error.path("code").asText()).as(error.toString()).isEqualTo(code);
    assertThat(error.path("request_id").asText()).isEqualTo(requestId);
    assertThat(error.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(error.path("message").asText()).isNotBlank();
  }

  static void assertPiece(JsonNode message, long seq, String stream, String text) {
    assertThat(message.path("message").asText()).isEqualTo(text);
    assertThat(message.path("metadata").path("seq").asLong(-1)).isEqualTo(seq);
    assertThat(message.path("metadata").path("stream").asText()).isEqualTo(stream);
    assertThat(message.path("metadata").path("output_type").asText()).isEqualTo("output");
    assertThat(message.path("metadata").path("timestamp").asDouble()).isGreaterThan(1.6e9);
  }

  @Override
  public void close() throws InterruptedException {
    agent.close();
    hub.close();
  }
}
