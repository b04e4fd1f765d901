package dev.drover.examples;

import dev.drover.ClientOptions;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerTokens;
import dev.drover.reference.ServerOptions;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.ExecutionResult;
import dev.drover.runner.ProcessExecutionHandler;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.io.PrintStream;
import java.time.Duration;

/** Both sides of the runner: an agent that runs test code, and a client that has it run there. */
public final class RunOnARunner {

  private static final String SECRET = "change-me-to-something-long-enough";

  private RunOnARunner() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    RunnerTokens tokens = RunnerTokens.signedWith(SECRET);
    Duration hour = Duration.ofHours(1);
    try (ReferenceServer server =
        ReferenceServer.start(ServerOptions.defaults().withJwtSecret(SECRET))) {
      ClientOptions address = ClientOptions.of(server.httpUri());

      // Where the code runs. Playwright's tests: of("npx playwright test {file}").
      RunnerAgentOptions runsScripts =
          RunnerAgentOptions.named("agent-1").onExecution(ProcessExecutionHandler.of("sh {file}"));
      // Whoever wants it run. Tokens are asked for anew at every connect.
      try (RunnerAgent agent =
              RunnerAgent.connect(
                  address.token(() -> tokens.forAgent("agent-1", hour)), runsScripts);
          RunnerClient client =
              RunnerClient.connect(address.token(() -> tokens.forClient("ada", hour)))) {
        out.println("agent " + agent.name() + " waits for work");
        RemoteExecution run =
            client.startExecution(
                ExecutionRequest.code("echo one passed; echo one failed >&2; exit 3"));
        run.onLog(line -> out.println(line.level() + ": " + line.message()));
        ExecutionResult result = run.await(); // run.cancel() would stop it at its agent
        out.println("exit code " + result.exitCode());
      }
    }
  }
}
