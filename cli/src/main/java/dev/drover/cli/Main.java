package dev.drover.cli;

import ch.qos.logback.classic.Level;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program {@code drover}. */
@Command(
    name = "drover",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Drives remote test machines, and serves them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServerCommand.class,
      AgentCommand.class,
      VmsCommand.class,
      SpinUpCommand.class,
      ReleaseCommand.class,
      ExecCommand.class,
      ShellCommand.class,
      SendCommand.class,
      StatusCommand.class,
      InfoCommand.class,
      WatchCommand.class,
      ScreenshotCommand.class,
      RunCommand.class,
      RunnerAgentCommand.class,
      TokenCommand.class
    })
public final class Main implements Runnable {

  /** Addresses and examples stay in one piece. */
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  private boolean verbose;

  private Main() {}

  /**
   * Runs the program and ends the JVM.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // What VMs print is UTF-8 and is passed on as such, whatever the local encoding.
    PrintWriter out = utf8(FileDescriptor.out);
    int code = commandLine().setOut(out).setErr(utf8(FileDescriptor.err)).execute(args);
    out.flush();
    System.exit(code);
  }

  static CommandLine commandLine() {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    ErrorReport errors = new ErrorReport(main);
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    describeExitCodes(line);
    line.setUsageHelpWidth(HELP_WIDTH);
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              describeExitCodes(command);
              // What follows the VM belongs to the command there: exec vm-1 grep -i needle.
              command.setStopAtPositional(name.equals("exec") || name.equals("send"));
            });
    return line;
  }

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what happens to stderr, and show stack traces.")
  void verbose(boolean on) {
    verbose = on;
    if (on && LoggerFactory.getLogger("dev.drover") instanceof ch.qos.logback.classic.Logger log) {
      log.setLevel(Level.DEBUG);
    }
  }

  boolean isVerbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }

  private static void describeExitCodes(CommandLine line) {
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(ExitCodes.described());
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }
}
