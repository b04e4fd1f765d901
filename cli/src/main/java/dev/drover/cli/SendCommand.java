package dev.drover.cli;

import dev.drover.ClientOptions;
import dev.drover.backend.BackendClient;
import dev.drover.backend.BackendRequest;
import dev.drover.hub.CommandRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a VM a message through a backend. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    customSynopsis = "drover send [OPTIONS] VM MESSAGE...%n",
    description = {
      "Sends a VM a message through a backend's REST interface, and prints its final answer.",
      "A command's output is printed when it ends, and its exit code is this program's. If the",
      "command asks for input, each line of standard input answers one prompt.",
      "Ctrl-C stops the command. Options stand before the VM."
    })
final class SendCommand implements Callable<Integer> {

  private static final String COMMAND = "command";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BackendOptions backend = new BackendOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "MESSAGE",
      description = "The message's text; several words are joined by spaces.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = COMMAND,
      description = "The message's type, such as ping or send_input (default: command).")
  private String type = COMMAND;

  @Option(
      names = "--metadata",
      paramLabel = "NAME=VALUE",
      description = "A field of the message's metadata, such as command_id; repeat it for more.")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long to wait, and how long a command may run (default: 30; command: 300).")
  private @Nullable Double timeout;

  @Option(names = "--pty", description = "Run the command on a terminal.")
  private boolean pty;

  @Option(names = "--json", description = "Print a JSON object, on one line, instead.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (words.isEmpty() && type.equals(COMMAND)) {
      throw new IllegalArgumentException("a command needs a MESSAGE: the line to run");
    }
    ClientOptions options = backend.options();
    try (BackendClient client = BackendClient.of(options)) {
      return type.equals(COMMAND) && metadata.isEmpty() ? command(client) : message(client);
    }
  }

  private int command(BackendClient client) throws IOException {
    CommandRequest request = CommandRequest.of(String.join(" ", words));
    if (timeout != null) {
      request = request.timeout(limit(timeout));
    }
    if (pty) {
      request = request.pty();
    }
    return new Dialogue(client, vm, spec.commandLine(), json).hold(request, System.in);
  }

  private int message(BackendClient client) {
    String text = words.isEmpty() ? type : String.join(" ", words);
    BackendRequest request = BackendRequest.of(type, text).metadata(metadata);
    if (timeout != null) {
      request = request.timeout(limit(timeout));
    }
    return new Replies(spec.commandLine(), json).print(vm, client.send(vm, request));
  }

  private static Duration limit(double seconds) {
    return Seconds.of("--timeout", seconds);
  }
}
