package dev.drover.internal.process;

import dev.drover.ErrorCodes;
import dev.drover.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Gives each command its shell. */
final class Shells implements AutoCloseable {

  private static final String NO_PTY4J =
      "this VM offers no terminals, because its agent lacks a library; add"
          + " org.jetbrains.pty4j:pty4j (0.13.11) to the agent's class path, or ask for the"
          + " command without a terminal";

  private final String marks = UUID.randomUUID() + ".";
  private final AtomicLong started = new AtomicLong();
  private final Path directory;
  private final Map<String, String> env;
  private final ReadyShells ready;

  Shells(Path directory, Map<String, String> env) {
    this.directory = directory;
    this.env = env;
    ready = new ReadyShells(directory, env, this::nextMark);
  }

  /**
   * Starts a command.
   *
   * @param spec what to run
   * @param target where its output goes, from now on
   * @throws CommandException with {@link ErrorCodes#BAD_COMMAND} if it cannot be started
   */
  Shell start(CommandSpec spec, OutputPump.Target target) throws CommandException {
    if (spec.line().isBlank() || spec.line().indexOf('\0') >= 0) {
      throw bad("the command is empty or holds a NUL character; give the VM a shell line", null);
    }
    Path folder = folder(spec);
    TerminalSize terminal = spec.terminal();
    if (terminal != null) {
      return startOnTerminal(terminal, spec, folder, target);
    }
    try {
      boolean plain = spec.env().isEmpty() && spec.workingDirectory() == null;
      Shell shell = plain ? ready.run(spec, target) : null;
      return shell != null ? shell : startAnew(spec, folder, target);
    } catch (IOException | IllegalArgumentException e) {
      throw bad("the command cannot be started: " + e.getMessage(), e);
    } finally {
      ready.prepare();
    }
  }

  /** Everything that was ever started here and still runs. */
  ProcessTree leftovers() {
    return ProcessTree.marked(marks);
  }

  @Override
  public void close() {
    ready.close();
  }

  private Path folder(CommandSpec spec) throws CommandException {
    String wanted = spec.workingDirectory();
    try {
      Path folder = wanted == null ? directory : directory.resolve(wanted);
      if (Files.isDirectory(folder)) {
        return folder;
      }
      throw bad("the working directory " + folder + " does not exist on this VM", null);
    } catch (InvalidPathException e) {
      throw bad("the working directory is no path: " + e.getMessage(), e);
    }
  }

  private Shell startAnew(CommandSpec spec, Path folder, OutputPump.Target target)
      throws IOException {
    Map<String, String> all = env(spec);
    if (!Shell.canWait()) {
      return Shell.withCommand(spec.line(), folder, all, nextMark(), target);
    }
    Shell shell = Shell.waiting(folder, all, nextMark());
    try {
      shell.run(spec.line(), spec.interactive(), target);
    } catch (IOException e) {
      shell.discard();
      throw e;
    }
    return shell;
  }

  private Shell startOnTerminal(
      TerminalSize size, CommandSpec spec, Path folder, OutputPump.Target target)
      throws CommandException {
    if (!Shell.canHaveTerminal()) {
      throw bad(
          "this VM offers no terminals, which takes Linux and the program setsid;"
              + " ask for the command without one",
          null);
    }
    try {
      PseudoTerminal terminal = PseudoTerminal.open(size);
      return Shell.onTerminal(terminal, spec.line(), folder, env(spec), nextMark(), target);
    } catch (NoClassDefFoundError e) {
      throw bad(e.getCause() instanceof ClassNotFoundException ? NO_PTY4J : failed(e), e);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw bad(failed(e), e);
    }
  }

  private static String failed(Throwable e) {
    return "the command cannot be started on a terminal: " + e.getMessage();
  }

  private Map<String, String> env(CommandSpec spec) {
    Map<String, String> all = new HashMap<>(env);
    all.putAll(spec.env());
    return all;
  }

  private String nextMark() {
    return marks + started.incrementAndGet();
  }

  private static CommandException bad(String message, @Nullable Throwable cause) {
    return new CommandException(ErrorCodes.BAD_COMMAND, message, cause);
  }
}
