package dev.drover.cli;

import dev.drover.ConnectionEvent;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.ExecutionResult;
import dev.drover.runner.LogLine;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs test code on a runner's agent. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Runs a file of test code on an agent of a runner's server.",
      "Shows its log as it comes (the level 'error' on standard error, all others on standard",
      "output), and ends with its exit code. Ctrl-C cancels the execution; a second Ctrl-C leaves",
      "without waiting."
    })
final class RunCommand implements Callable<Integer> {

  private static final Duration NO_LIMIT = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunnerAddress server = new RunnerAddress();

  @Parameters(index = "0", paramLabel = "FILE", description = "The code.")
  private Path file = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "NAME",
      defaultValue = "local",
      description = "Where to run, in the server's words (default: ${DEFAULT-VALUE}).")
  private String target = "local";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Cancel the execution after so long; decimals are allowed (default: no limit).")
  private @Nullable Double timeout;

  @Override
  public Integer call() throws Exception {
    ExecutionRequest request =
        ExecutionRequest.code(code())
            .target(target)
            .timeout(timeout == null ? NO_LIMIT : Seconds.of("--timeout", timeout));
    Cancellation cancellation = new Cancellation(spec.commandLine().getErr());
    try (RunnerClient client = RunnerClient.connect(server.options())) {
      client.connectionEvents().onEach(this::report);
      RemoteExecution execution = client.startExecution(request);
      execution.onLog(this::show);
      cancellation.started(execution);
      ExecutionResult result = execution.await();
      return cancellation.happened() ? cancellation.exitCode() : result.exitCode();
    } catch (RuntimeException e) {
      if (cancellation.happened()) {
        return cancellation.exitCode();
      }
      throw e;
    }
  }

  private String code() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + " as UTF-8: " + e, e);
    }
  }

  private void show(LogLine line) {
    PrintWriter stream =
        line.level().equals("error") ? spec.commandLine().getErr() : spec.commandLine().getOut();
    stream.println(line.message());
  }

  private void report(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Disconnected lost) {
      spec.commandLine().getErr().println("drover: " + lost.cause() + "; connecting again");
    }
  }
}
