package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.fixtures.FakeBackend;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** An agent called vm-1, and the backend that it is connected to. */
final class AgentAndBackend implements AutoCloseable {

  final FakeBackend backend;
  VmAgent agent;

  /** What the agent said first. */
  JsonNode connection;

  private AgentAndBackend(
      boolean knowsV1, UnaryOperator<AgentOptions> agent, UnaryOperator<ClientOptions> connection)
      throws Exception {
    backend = new FakeBackend(knowsV1);
    CompletableFuture<VmAgent> connecting =
        VmAgent.connectBackendAsync(
            connection.apply(
                ClientOptions.of(backend.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)))),
            agent.apply(AgentOptions.of("vm-1").withStopGrace(Duration.ofMillis(300))));
    this.connection = backend.next();
    this.agent = connecting.get(10, TimeUnit.SECONDS);
  }

  /** With a backend that knows {@code drover.v1}. */
  static AgentAndBackend v1() throws Exception {
    return v1(options -> options);
  }

  static AgentAndBackend v1(UnaryOperator<AgentOptions> agent) throws Exception {
    return new AgentAndBackend(true, agent, options -> options);
  }

  /** With a backend that knows the documents alone. */
  static AgentAndBackend plain() throws Exception {
    return plain(agent -> agent, connection -> connection);
  }

  static AgentAndBackend plain(
      UnaryOperator<AgentOptions> agent, UnaryOperator<ClientOptions> connection) throws Exception {
    return new AgentAndBackend(false, agent, connection);
  }

  static AgentAndBackend with(
      boolean knowsV1, UnaryOperator<AgentOptions> agent, UnaryOperator<ClientOptions> connection)
      throws Exception {
    return new AgentAndBackend(knowsV1, agent, connection);
  }

  /** Asks for a command called c with the request id r. */
  void run(String line) {
    run(line, "");
  }

  /** As {@link #run(String)}, with more metadata, which begins with a comma. */
  void run(String line, String metadata) {
    backend.say(
        "{'type':'command','message':'%s','metadata':{'command_id':'c'%s},'request_id':'r'}"
            .formatted(line, metadata));
  }

  void giveInput(String text) {
    backend.say(
        "{'type':'send_input','message':'%s','metadata':{'command_id':'c'},'request_id':'i'}"
            .formatted(text));
  }

  /** Makes a request, in which ID stands for an id, that is refused. */
  JsonNode assertRefused(String request, String code) throws InterruptedException {
    String id = "r-" + System.nanoTime();
    backend.say(request.replace("ID", id));
    JsonNode error = backend.expect("error");
    assertThat(error.path("request_id").asText()).isEqualTo(id);
    assertError(error, code);
    return error;
  }

  static void assertError(JsonNode error, String code) {
    assertThat(error.path("metadata").path("error").asText()).as(error.toString()).isEqualTo(code);
    assertThat(error.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("metadata").path("timestamp").asDouble()).isGreaterThan(1.6e9);
    assertThat(error.path("metadata").path("context").asText()).isNotBlank();
  }

  @Override
  public void close() throws InterruptedException {
    agent.close();
    backend.close();
  }
}
