package dev.drover.internal.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A shell process that runs one command, on pipes or on a terminal. */
final class Shell {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /**
   * Makes a process the leader of a new session and group; without it there are only descendants.
   */
  private static final boolean SETSID = !WINDOWS && isOnPath("setsid");

  private static final OutputPump.Target NOWHERE =
      new OutputPump.Target() {
        @Override
        public void output(boolean stderr, String text) {}

        @Override
        public void outputEnded() {}
      };

  private final Process process;
  private final ProcessTree tree;
  private final @Nullable PseudoTerminal terminal;
  private final @Nullable String inputLink;
  private final CompletableFuture<OutputPump.Target> target = new CompletableFuture<>();
  private List<OutputPump> pumps = List.of();

  private Shell(Process process, ProcessTree tree, @Nullable PseudoTerminal terminal) {
    this.process = process;
    this.tree = tree;
    this.terminal = terminal;
    inputLink = terminal == null ? linkOfInput(process.pid()) : terminal.device();
  }

  /** Whether shells can be started before their command is known. */
  static boolean canWait() {
    return !WINDOWS;
  }

  /** Whether shells can have a terminal for themselves. */
  static boolean canHaveTerminal() {
    return SETSID && ProcessTable.LINUX;
  }

  /**
   * Starts a shell that waits for its command.
   *
   * @param directory where it starts
   * @param env environment variables in addition to this process's own
   * @param mark the value of {@link ProcessTree#MARK}
   * @throws IOException if it cannot be started
   */
  static Shell waiting(Path directory, Map<String, String> env, String mark) throws IOException {
    List<String> line = new ArrayList<>(SignalReset.prefix());
    line.addAll(SETSID ? List.of("setsid") : List.of());
    line.addAll(List.of("sh", "-c", ShellScript.ON_PIPES));
    return piped(builder(line, directory, env, mark), mark);
  }

  /**
   * Starts a shell on a terminal, with its command.
   *
   * @param terminal nobody else's; closed if the shell cannot be started, else when nobody has it
   *     open any more
   * @throws IOException if it cannot be started
   */
  static Shell onTerminal(
      PseudoTerminal terminal,
      String command,
      Path directory,
      Map<String, String> env,
      String mark,
      OutputPump.Target target)
      throws IOException {
    List<String> line = new ArrayList<>(SignalReset.prefix());
    line.addAll(List.of("setsid", "sh", "-c", ShellScript.ON_TERMINAL, "sh", terminal.device()));
    ProcessBuilder builder = builder(line, directory, env, mark).redirectErrorStream(true);
    // They are about the terminal on which this process runs, if at all.
    builder.environment().keySet().removeAll(Set.of("COLUMNS", "LINES"));
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().putAll(env);
    try {
      Process process = builder.start();
      ProcessTree tree = ProcessTree.of(process.toHandle(), SETSID, mark);
      Shell shell = new Shell(process, tree, terminal);
      shell.goToTerminal(command);
      shell.target.complete(target);
      TerminalOutput output = new TerminalOutput(terminal, process);
      shell.pumps = List.of(OutputPump.start(output, shell.target));
      return shell;
    } catch (IOException | RuntimeException e) {
      terminal.close();
      throw e;
    }
  }

  /** Starts a shell with its command, on Windows. */
  static Shell withCommand(
      String command,
      Path directory,
      Map<String, String> env,
      String mark,
      OutputPump.Target target)
      throws IOException {
    Shell shell = piped(builder(List.of("cmd", "/c", command), directory, env, mark), mark);
    shell.target.complete(target);
    return shell;
  }

  Process process() {
    return process;
  }

  ProcessTree tree() {
    return tree;
  }

  /** What the command reads. */
  CommandInput input() {
    return new CommandInput(
        terminal == null
            ? InputWay.pipe(process.getOutputStream())
            : new Keyboard(terminal, process));
  }

  /** What Linux calls the pipe or terminal that the command reads; null if that is not known. */
  @Nullable String inputLink() {
    return inputLink;
  }

  /** Whether all that the command has written by now has been handed on. */
  boolean isHeardOut() {
    return (terminal == null || !terminal.hasOutput())
        && pumps.stream().allMatch(OutputPump::isIdle);
  }

  /** Ends a shell that was given no command. */
  void discard() {
    process.toHandle().destroyForcibly();
    target.complete(NOWHERE);
  }

  /**
   * Gives a waiting shell its command.
   *
   * @param command the command line
   * @param apart whether the output streams stay apart
   * @param hearer where the output goes
   * @throws IOException if the shell is gone; it is of no use then
   */
  void run(String command, boolean apart, OutputPump.Target hearer) throws IOException {
    give(apart ? command : "exec 2>&1; " + command);
    target.complete(hearer);
  }

  private void give(String command) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(ShellScript.input(command));
    input.flush();
  }

  /** Returns when the shell has the terminal open. */
  private void goToTerminal(String command) throws IOException {
    try (InputStream said = process.getInputStream();
        OutputStream script = process.getOutputStream()) {
      give(command);
      // It ends with the shell's leaving the pipe for the terminal.
      String complaint = new String(said.readAllBytes(), StandardCharsets.UTF_8);
      if (!complaint.isEmpty()) {
        throw new IOException("no shell on the terminal: " + complaint.strip());
      }
    } catch (IOException e) {
      process.toHandle().destroyForcibly();
      throw e;
    }
  }

  private static Shell piped(ProcessBuilder builder, String mark) throws IOException {
    Process process = builder.start();
    Shell shell = new Shell(process, ProcessTree.of(process.toHandle(), SETSID, mark), null);
    shell.pumps = OutputPump.start(process, shell.target);
    return shell;
  }

  private static ProcessBuilder builder(
      List<String> line, Path directory, Map<String, String> env, String mark) {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().putAll(env);
    builder.environment().put(ProcessTree.MARK, mark);
    return builder;
  }

  private static @Nullable String linkOfInput(long pid) {
    if (!ProcessTable.LINUX) {
      return null;
    }
    try {
      return ProcFiles.link(pid, 0);
    } catch (IOException e) {
      return null; // It has ended already, or may not be looked at.
    }
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
