package dev.drover.cli;

import dev.drover.ClientOptions;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Talks to a VM's shell. */
@Command(
    name = "shell",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Opens a shell on a VM. Ctrl-C stops what runs there, Ctrl-D leaves.",
      "Where the VM offers terminals, this is its own shell on one. Elsewhere, or with --lines,",
      "each line is a command of its own, and what is typed meanwhile is its input.",
      "If standard input is no terminal, each of its lines is a command; the exit code is the last's."
    })
final class ShellCommand implements Callable<Integer> {

  /** Whoever sits before a shell ends it himself; the VM must be told something. */
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Option(names = "--lines", description = "Each line is a command of its own.")
  private boolean lines;

  @Option(
      names = "--shell",
      paramLabel = "COMMAND",
      defaultValue = "exec \"${SHELL:-sh}\"",
      description = "What to run on the VM's terminal (default: its user's shell, else sh).")
  private String shell = "";

  @Override
  public Integer call() throws IOException {
    ClientOptions options = hub.options().commandTimeout(NO_LIMIT);
    try (HubClient client = HubClient.connect(options)) {
      Extensions.settle(client);
      Vm target = client.vm(vm);
      PrintWriter err = spec.commandLine().getErr();
      if (!StandardStreams.isInputTerminal()) {
        return new ScriptShell(target, spec.commandLine().getOut(), err).run(System.in);
      }
      boolean extended = client.extensions().contains("drover.v1");
      try (Terminal terminal = terminal()) {
        int code = lines || !extended ? RemoteTerminal.REFUSED : remote(target, terminal).run();
        return code == RemoteTerminal.REFUSED
            ? new LineShell(target, terminal, extended).run()
            : code;
      }
    }
  }

  private RemoteTerminal remote(Vm target, Terminal terminal) {
    return new RemoteTerminal(target, shell, terminal);
  }

  private static Terminal terminal() throws IOException {
    return TerminalBuilder.builder()
        .system(true)
        .nativeSignals(true)
        .signalHandler(Terminal.SignalHandler.SIG_IGN)
        .encoding(StandardCharsets.UTF_8)
        .build();
  }
}
