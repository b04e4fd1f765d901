package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.reference.ReferenceServer;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.ExecutionResult;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A job for a runner's agent, which it does while it is asked to. */
public final class RunnerJob {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private RunnerJob() {}

  /** Has an agent at a server, and it run what the client asks for. */
  public static void run(
      ReferenceServer server, UnaryOperator<ClientOptions> agentsToken, RunnerClient client) {
    ClientOptions options = agentsToken.apply(ClientOptions.of(server.httpUri().toString()));
    try (RunnerAgent agent =
        RunnerAgent.connect(
            options, RunnerAgentOptions.named("one").onExecution(job -> job.code().length()))) {
      await().atMost(PATIENCE).until(() -> !server.runner().agents().isEmpty());

      ExecutionResult result =
          client.startExecution(ExecutionRequest.code("1234567")).await(PATIENCE);

      assertThat(result.exitCode()).isEqualTo(7);
      assertThat(agent).isNotNull();
    }
  }
}
