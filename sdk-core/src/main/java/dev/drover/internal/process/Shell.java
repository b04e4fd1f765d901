package dev.drover.internal.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A shell process that runs one command. On Unix it is started without the command and gets it on
 * its standard input, so that it can be started before there is one, and so that neither the
 * platform's encoding of arguments nor their greatest length touch it.
 */
final class Shell {

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  /**
   * Makes a process the leader of a new session and group; without it there are only descendants.
   */
  private static final boolean SETSID = !WINDOWS && isOnPath("setsid");

  /**
   * Reads the number of the command's lines, then the lines, and runs them as {@code sh -c} does,
   * leaving what follows to the command. Collects some lines before it adds them to the others,
   * which are copied each time. The names go before the command can see them.
   */
  private static final String READ_COMMAND =
      """
      IFS= read -r _drover_lines && IFS= read -r _drover_command || exit 125
      _drover_part=
      while [ "$_drover_lines" -gt 1 ]; do
        IFS= read -r _drover_line || exit 125
        _drover_part="$_drover_part
      $_drover_line"
        _drover_lines=$((_drover_lines - 1))
        if [ $((_drover_lines % 100)) = 1 ]; then
          _drover_command="$_drover_command$_drover_part"
          _drover_part=
        fi
      done
      unset _drover_lines _drover_line _drover_part
      eval "unset _drover_command; $_drover_command"
      """;

  private static final OutputPump.Target NOWHERE =
      new OutputPump.Target() {
        @Override
        public void output(boolean stderr, String text) {}

        @Override
        public void outputEnded() {}
      };

  private static final Pattern LINE_END = Pattern.compile("\n");

  private final Process process;
  private final ProcessTree tree;
  private final CompletableFuture<OutputPump.Target> target = new CompletableFuture<>();

  private Shell(Process process, ProcessTree tree) {
    this.process = process;
    this.tree = tree;
  }

  /** Whether shells can be started before their command is known. */
  static boolean canWait() {
    return !WINDOWS;
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
    List<String> line = new ArrayList<>(SETSID ? List.of("setsid") : List.of());
    line.addAll(List.of("sh", "-c", READ_COMMAND));
    return start(line, directory, env, mark);
  }

  /** Starts a shell with its command, on Windows. */
  static Shell withCommand(
      String command,
      Path directory,
      Map<String, String> env,
      String mark,
      OutputPump.Target target)
      throws IOException {
    Shell shell = start(List.of("cmd", "/c", command), directory, env, mark);
    shell.target.complete(target);
    return shell;
  }

  Process process() {
    return process;
  }

  ProcessTree tree() {
    return tree;
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
    String[] lines = LINE_END.split(command, -1);
    OutputStream input = process.getOutputStream();
    String joined = apart ? "" : "exec 2>&1; ";
    String script = lines.length + "\n" + joined + command + "\n";
    input.write(script.getBytes(StandardCharsets.UTF_8));
    input.flush();
    target.complete(hearer);
  }

  private static Shell start(
      List<String> line, Path directory, Map<String, String> env, String mark) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().putAll(env);
    builder.environment().put(ProcessTree.MARK, mark);
    Process process = builder.start();
    Shell shell = new Shell(process, ProcessTree.of(process.toHandle(), SETSID, mark));
    OutputPump.start(process, shell.target);
    return shell;
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
