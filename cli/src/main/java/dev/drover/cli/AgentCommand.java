package dev.drover.cli;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.TerminalSize;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.CommandPolicy;
import dev.drover.agent.VmAgent;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes this machine a VM. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Makes this machine a VM of a hub, or with --backend of a backend, until it is stopped.",
      "Ctrl-C or SIGTERM stops it. It waits for a server that is not there yet, and comes back to",
      "one that was restarted. Whoever may use the server runs commands here, as the user who runs",
      "this."
    })
final class AgentCommand implements Callable<Integer> {

  /** A VM that waits is of no use to anybody; a knock every two seconds costs nothing. */
  private static final Backoff BACKOFF =
      Backoff.exponential(Duration.ofMillis(250), Duration.ofSeconds(2));

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Option(
      names = "--backend",
      paramLabel = "URL",
      converter = Address.class,
      description = "A backend's address; the VM joins it by /api/vm/ID/ws instead of a hub.")
  private @Nullable ClientOptions backend;

  @Option(
      names = "--vm-id",
      paramLabel = "ID",
      description =
          "The VM's id, unique at the server (default: this host's name and MAC address).")
  private @Nullable String vmId;

  @Option(
      names = "--terminal",
      description = "Run every command on a terminal, unless it is asked for without.")
  private boolean terminal;

  @Option(
      names = "--allow",
      paramLabel = "COMMAND",
      description = "Run this command line, to the letter, and nothing else; repeat it for more.")
  private List<String> allowed = new ArrayList<>();

  @Option(
      names = "--deny",
      paramLabel = "REGEX",
      description =
          "Run nothing in which this is found; repeat it for more. Guards against accidents only.")
  private List<Pattern> denied = new ArrayList<>();

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      description = "Where commands start (default: the current directory).")
  private @Nullable Path workdir;

  @Override
  public Integer call() throws Exception {
    AgentOptions agentOptions = agentOptions();
    ClientOptions connection = connection().backoff(BACKOFF).retryFirstConnect(true);
    UntilSignal signal = new UntilSignal();
    CompletableFuture<VmAgent> connecting =
        backend == null
            ? VmAgent.connectAsync(connection, agentOptions)
            : VmAgent.connectBackendAsync(connection, agentOptions);
    say("connecting to " + connection.uri());
    signal.await(connecting);
    if (!connecting.isDone()) {
      connecting.cancel(false);
      return ExitCodes.OK;
    }
    try (VmAgent agent = connecting.join()) {
      agent.connectionEvents().onEach(event -> report(agent.vmId(), event));
      say(agent.vmId() + " is registered");
      signal.await(agent.closed());
    }
    return ExitCodes.OK;
  }

  private AgentOptions agentOptions() {
    AgentOptions options = vmId == null ? AgentOptions.ofThisMachine() : AgentOptions.of(vmId);
    options = options.withPolicy(policy());
    if (terminal) {
      options = options.withTerminal(TerminalSize.USUAL);
    }
    if (workdir == null) {
      return options;
    }
    if (!Files.isDirectory(workdir)) {
      throw new IllegalArgumentException("--workdir " + workdir + " is no directory");
    }
    return options.withWorkingDirectory(workdir.toAbsolutePath());
  }

  private CommandPolicy policy() {
    CommandPolicy deny = CommandPolicy.deny(denied.toArray(Pattern[]::new));
    if (allowed.isEmpty()) {
      return deny;
    }
    CommandPolicy allow =
        CommandPolicy.allowList(
            allowed.stream().map(String::strip).distinct().toArray(String[]::new));
    return command -> deny.refusal(command).or(() -> allow.refusal(command));
  }

  private ClientOptions connection() {
    if (backend == null) {
      return hub.options();
    }
    if (spec.commandLine().getParseResult().hasMatchedOption("--hub")) {
      throw new IllegalArgumentException(
          "a VM joins a hub or a backend: give --hub or --backend, not both");
    }
    return hub.withToken(backend);
  }

  private void report(String vmId, ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Disconnected lost) {
      say(lost.cause() + "; connecting again");
    } else if (event instanceof ConnectionEvent.Resubscribed) {
      say(vmId + " is registered again");
    }
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("drover: " + what);
  }
}
