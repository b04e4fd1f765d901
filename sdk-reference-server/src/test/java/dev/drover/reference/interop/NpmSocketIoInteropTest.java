package dev.drover.reference.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerOptions;
import dev.drover.runner.AgentState;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.ExecutionResult;
import dev.drover.runner.LogLine;
import dev.drover.runner.ProcessExecutionHandler;
import dev.drover.runner.RecordingRequest;
import dev.drover.runner.RecordingResult;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every role of {@code runner-socketio.md} opposite the npm packages of Socket.IO 4. */
@Timeout(240)
class NpmSocketIoInteropTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @BeforeAll
  static void install() throws Exception {
    NodeProgram.install();
  }

  /** It pings often, so that every scenario lives through some. */
  private static ReferenceServer server() {
    RunnerOptions runner =
        RunnerOptions.defaults()
            .withoutTokens()
            .withPing(Duration.ofMillis(200), Duration.ofSeconds(20));
    return ReferenceServer.start(ServerOptions.defaults().withRunner(runner));
  }

  private static void awaitAgent(ReferenceServer server) {
    Awaitility.await().atMost(PATIENCE).until(() -> !server.runner().agents().isEmpty());
  }

  @Test
  void theDocumentsOwnWordsComeTrueAtTheServer() throws Exception {
    try (ReferenceServer server = server()) {
      assertThat(NodeProgram.run("document.mjs", server.httpUri())).contains("ok: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"default, websocket", "polling, polling", "websocket, websocket"})
  void unmodifiedClientsAndAgentsWorkAtTheServer(String transports, String ends) throws Exception {
    try (ReferenceServer server = server();
        NodeProgram agent =
            NodeProgram.start("runner-program.mjs", "agent", server.httpUri(), transports)) {
      awaitAgent(server);

      String said = NodeProgram.run("runner-program.mjs", "client", server.httpUri(), transports);

      assertThat(said.strip())
          .isEqualTo(
              "{\"transport\":\"%s\",\"exitCode\":3,\"heard\":[\"0 200000\",\"1 200000\",\"2 200000\"]}"
                  .formatted(ends));
      assertThat(agent).isNotNull();
    }
  }

  @Test
  void anUnmodifiedClientIsToldWhyItIsRefused() throws Exception {
    try (ReferenceServer server =
        ReferenceServer.start(ServerOptions.defaults().withJwtSecret("s3cret"))) {
      assertThat(
              NodeProgram.run("runner-program.mjs", "client", server.httpUri(), "default", "bad"))
          .contains("refused: the token is invalid");
    }
  }

  @Test
  void anUnmodifiedServerIsDrivenByClientAndAgent() throws Exception {
    int port = freePort();
    RunnerAgentOptions able =
        RunnerAgentOptions.named("java")
            .onExecution(ProcessExecutionHandler.of("sh {file}"))
            .onRecording(
                job -> {
                  job.ready();
                  return "recorded " + job.url();
                });
    try (NodeProgram server = NodeProgram.start("runner-server.mjs", port);
        RunnerClient client = RunnerClient.connect(options(port, "good"));
        RunnerAgent agent = RunnerAgent.connect(options(port, "good"), able)) {
      Awaitility.await().atMost(PATIENCE).until(() -> !client.agentStatuses().isEmpty());
      List<LogLine> log = new CopyOnWriteArrayList<>();

      RemoteExecution execution =
          client.startExecution(ExecutionRequest.code("echo out; echo bad >&2; exit 4"));
      execution.onLog(log::add);
      ExecutionResult result = execution.await(PATIENCE);

      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(log)
          .containsExactlyInAnyOrder(new LogLine("info", "out"), new LogLine("error", "bad"));
      RecordingResult recording =
          client
              .startRecording(RecordingRequest.of("https://example.com"))
              .completion()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(recording.code()).isEqualTo("recorded https://example.com");
      RemoteExecution cancelled = client.startExecution(ExecutionRequest.code("sleep 300"));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> agent.activeJobs().contains(cancelled.executionId()));
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> Integer.parseInt(client.emitWithAck("pongs").arguments().get(0)) >= 6);
      cancelled.cancel();
      assertThat(cancelled.await(PATIENCE).cancelled()).isTrue();
      assertThat(client.emitWithAck("echo", new byte[] {1, 2}).attachments().get(0))
          .containsExactly(1, 2);
      client.emit("cut");
      Awaitility.await().atMost(PATIENCE).until(() -> !client.events().gaps().isEmpty());
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> client.agentStatuses().containsValue(AgentState.ONLINE));
      RemoteExecution again = client.startExecution(ExecutionRequest.code("exit 5"));
      assertThat(again.await(PATIENCE).exitCode()).isEqualTo(5);
      assertThat(server).isNotNull();
    }
  }

  @Test
  void anUnmodifiedServersRefusalIsToldInItsWords() throws Exception {
    int port = freePort();
    try (NodeProgram server = NodeProgram.start("runner-server.mjs", port)) {
      assertThatThrownBy(() -> RunnerClient.connect(options(port, "old")))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("jwt expired");
      assertThat(server).isNotNull();
    }
  }

  private static ClientOptions options(int port, String token) {
    return ClientOptions.of("http://127.0.0.1:" + port).token(token);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
