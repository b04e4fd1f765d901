package dev.drover.cli;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.runner.ProcessExecutionHandler;
import dev.drover.runner.ProcessRecordingHandler;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes this machine a runner's agent. */
@Command(
    name = "runner-agent",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Makes this machine an agent of a runner's server, until it is stopped with Ctrl-C or SIGTERM.",
      "It waits for a server that is not there yet, and comes back to one that was restarted.",
      "Whoever may use the server runs code here, as the user who runs this."
    })
final class RunnerAgentCommand implements Callable<Integer> {

  /** As other agents: a knock every two seconds costs nothing. */
  private static final Backoff BACKOFF =
      Backoff.exponential(Duration.ofMillis(250), Duration.ofSeconds(2));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RunnerAddress server = new RunnerAddress();

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description = "What runs code, such as 'node {file}' or 'npx playwright test {file}'.")
  private @Nullable String command;

  @Option(
      names = "--record-command",
      paramLabel = "COMMAND",
      description = "What records, such as 'npx playwright codegen {url} -o {file}'.")
  private @Nullable String recordCommand;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the agent calls itself (default: this host's name).")
  private @Nullable String name;

  @Option(
      names = "--max-jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many jobs run at once (default: ${DEFAULT-VALUE}).")
  private int maxJobs = 1;

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      defaultValue = "",
      description = "Where commands run (default: the current directory).")
  private Path workdir = Path.of("");

  @Override
  public Integer call() throws Exception {
    RunnerAgentOptions agentOptions = agentOptions();
    ClientOptions connection = server.options().backoff(BACKOFF).retryFirstConnect(true);
    UntilSignal signal = new UntilSignal();
    CompletableFuture<RunnerAgent> connecting = RunnerAgent.connectAsync(connection, agentOptions);
    say("connecting to " + connection.uri());
    signal.await(connecting);
    if (!connecting.isDone()) {
      connecting.cancel(false);
      return ExitCodes.OK;
    }
    try (RunnerAgent agent = connecting.join()) {
      agent.connectionEvents().onEach(event -> report(agent.name(), event));
      say(agent.name() + " is registered");
      signal.await(agent.closed());
    }
    return ExitCodes.OK;
  }

  private RunnerAgentOptions agentOptions() throws UnknownHostException {
    if (command == null && recordCommand == null) {
      throw new IllegalArgumentException(
          "an agent that can do nothing is of no use: give --command, --record-command, or both");
    } else if (!Files.isDirectory(workdir.toAbsolutePath())) {
      throw new IllegalArgumentException("--workdir " + workdir + " is no directory");
    }
    String shown = name == null ? InetAddress.getLocalHost().getHostName() : name;
    RunnerAgentOptions options = RunnerAgentOptions.named(shown).maxJobs(maxJobs);
    if (command != null) {
      options = options.onExecution(ProcessExecutionHandler.of(command).workingDirectory(workdir));
    }
    return recordCommand == null
        ? options
        : options.onRecording(ProcessRecordingHandler.of(recordCommand).workingDirectory(workdir));
  }

  private void report(String agent, ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Disconnected lost) {
      say(lost.cause() + "; connecting again");
    } else if (event instanceof ConnectionEvent.Resubscribed) {
      say(agent + " is registered again");
    }
  }

  private void say(String what) {
    spec.commandLine().getErr().println("drover: " + what);
  }
}
