package dev.drover.cli;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.HubClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command on a VM. */
@Command(
    name = "exec",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    customSynopsis = "drover exec [OPTIONS] VM COMMAND...%n",
    description = {
      "Runs a command on a VM, shows its output as it comes, and ends with its exit code.",
      "Ctrl-C stops the command with all it started; a second Ctrl-C leaves without waiting.",
      "Options stand before the VM; all that follows it is the command."
    })
final class ExecCommand implements Callable<Integer> {

  /** Whoever sits before a command ends it himself; the VM must be told something. */
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Mixin private InputOptions input = new InputOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "A line for the VM's shell; several words are joined by spaces, as ssh does.")
  private List<String> command = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Stop the command after so long; decimals are allowed (default: no limit).")
  private @Nullable Double timeout;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "An environment variable for the command; repeat it for more.")
  private Map<String, String> env = new LinkedHashMap<>();

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      description = "Where the command starts, on the VM.")
  private @Nullable String workdir;

  @Option(
      names = "--json",
      description = "End standard output with a line of JSON that tells the result.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    CommandRequest request = request();
    ClientOptions options = hub.options().commandTimeout(NO_LIMIT);
    try (HubClient client = HubClient.connect(options)) {
      Extensions.settle(client);
      client.connectionEvents().onEach(this::report);
      CommandLine line = spec.commandLine();
      Follower follower = new Follower(line.getOut(), line.getErr(), json);
      return follower.follow(client.vm(vm), request, input.source(client));
    }
  }

  private CommandRequest request() {
    CommandRequest request = CommandRequest.of(commandLine());
    if (timeout != null) {
      request = request.timeout(Seconds.of("--timeout", timeout));
    }
    for (Map.Entry<String, String> variable : env.entrySet()) {
      request = request.env(variable.getKey(), variable.getValue());
    }
    return workdir == null ? request : request.workingDirectory(workdir);
  }

  private String commandLine() {
    String first = command.get(0);
    if (first.equals("--")) {
      return String.join(" ", command.subList(1, command.size()));
    }
    if (first.startsWith("-")) {
      throw new IllegalArgumentException(
          "'%s' follows the VM and would be run there; options stand before the VM"
              .formatted(first));
    }
    return String.join(" ", command);
  }

  private void report(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Disconnected lost) {
      say(lost.cause() + "; the command goes on, connecting again");
    } else if (event instanceof ConnectionEvent.Resubscribed) {
      say("connected again");
    }
  }

  private void say(String what) {
    spec.commandLine().getErr().println("drover: " + what);
  }
}
