package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionState;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A runner's server that is killed in the middle of an execution, and comes back. */
@Timeout(240)
class KilledRunnerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void clientAndAgentComeBackAndTheExecutionEnds(@TempDir Path temporary) throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    RunnerAgentOptions able =
        RunnerAgentOptions.named("one")
            .onExecution(
                job -> {
                  mayEnd.await();
                  job.info("after");
                  return 5;
                });
    ServerProcess first = ServerProcess.start(0, temporary);
    ServerProcess second = null;
    try (RunnerAgent agent = RunnerAgent.connect(options(first.port()), able);
        RunnerClient client = RunnerClient.connect(options(first.port()))) {
      RemoteExecution execution = client.startExecution(ExecutionRequest.code("x"));
      Awaitility.await().atMost(PATIENCE).until(() -> !agent.activeJobs().isEmpty());

      first.kill();
      second = ServerProcess.start(first.port(), temporary);
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () ->
                  agent.state() == ConnectionState.CONNECTED
                      && client.state() == ConnectionState.CONNECTED);
      mayEnd.countDown();

      assertThat(execution.await(PATIENCE).exitCode()).isEqualTo(5);
      assertThat(client.startExecution(ExecutionRequest.code("y")).await(PATIENCE).exitCode())
          .isEqualTo(5);
    } finally {
      first.kill();
      if (second != null) {
        second.kill();
      }
    }
  }

  private static ClientOptions options(int port) {
    return ClientOptions.of("http://127.0.0.1:" + port)
        .backoff(Backoff.fixed(Duration.ofMillis(100)));
  }
}
