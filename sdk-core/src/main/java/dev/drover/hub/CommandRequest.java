package dev.drover.hub;

import dev.drover.TerminalSize;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command to run on a VM. Immutable: every setter returns a changed copy. Timeout, environment
 * and working directory reach the VM where the hub offers {@code drover.v1}; with other hubs only
 * the command line does, and the timeout is kept on this side alone.
 */
public final class CommandRequest {

  private final String command;
  private final @Nullable String commandId;
  private final @Nullable Duration timeout;
  private final Map<String, String> env;
  private final @Nullable String workingDirectory;
  private final @Nullable TerminalSize terminal;

  private CommandRequest(
      String command,
      @Nullable String commandId,
      @Nullable Duration timeout,
      Map<String, String> env,
      @Nullable String workingDirectory,
      @Nullable TerminalSize terminal) {
    this.command = command;
    this.commandId = commandId;
    this.timeout = timeout;
    this.env = env;
    this.workingDirectory = workingDirectory;
    this.terminal = terminal;
  }

  /**
   * A command line for the VM's shell.
   *
   * @param command the line, not blank
   * @return the request
   * @throws IllegalArgumentException if it is blank
   */
  public static CommandRequest of(String command) {
    if (command.isBlank()) {
      throw new IllegalArgumentException("the command is empty; give the VM something to run");
    }
    return new CommandRequest(command, null, null, Map.of(), null, null);
  }

  /**
   * An id of the caller's choice instead of a generated one, unique per VM.
   *
   * @param id the id
   * @return the changed copy
   */
  public CommandRequest commandId(String id) {
    return new CommandRequest(command, id, timeout, env, workingDirectory, terminal);
  }

  /**
   * How long the command may run; then the VM stops its whole process tree.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public CommandRequest timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a command's timeout must be above zero, is " + timeout);
    }
    return new CommandRequest(command, commandId, timeout, env, workingDirectory, terminal);
  }

  /**
   * One more environment variable.
   *
   * @param name its name
   * @param value its value
   * @return the changed copy
   */
  public CommandRequest env(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(env);
    more.put(name, value);
    return new CommandRequest(
        command, commandId, timeout, Collections.unmodifiableMap(more), workingDirectory, terminal);
  }

  /**
   * Where the command starts.
   *
   * @param path a path on the VM; relative ones start at the VM's own working directory
   * @return the changed copy
   */
  public CommandRequest workingDirectory(String path) {
    return new CommandRequest(command, commandId, timeout, env, path, terminal);
  }

  /**
   * Runs the command on a pseudo terminal of the usual size, as {@link #pty(TerminalSize)}.
   *
   * @return the changed copy
   */
  public CommandRequest pty() {
    return pty(TerminalSize.USUAL);
  }

  /**
   * Runs the command on a pseudo terminal, so that it behaves as in front of a person: it asks for
   * passwords, shows colours, wraps its lines. Standard output and standard error are one stream
   * then, and lines end with CR LF. A VM without terminals refuses it.
   *
   * @param size the terminal's size
   * @return the changed copy
   */
  public CommandRequest pty(TerminalSize size) {
    return new CommandRequest(command, commandId, timeout, env, workingDirectory, size);
  }

  /** The command line. */
  public String command() {
    return command;
  }

  /** The id, if the caller chose one. */
  public Optional<String> commandId() {
    return Optional.ofNullable(commandId);
  }

  /** How long it may run, if not the client's default. */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Environment variables in addition to the VM's own. */
  public Map<String, String> env() {
    return env;
  }

  /** Where it starts, if not in the VM's own working directory. */
  public Optional<String> workingDirectory() {
    return Optional.ofNullable(workingDirectory);
  }

  /** The size of its terminal, if it runs on one. */
  public Optional<TerminalSize> terminal() {
    return Optional.ofNullable(terminal);
  }

  /** The command line; values of the environment may be secret and are left out. */
  @Override
  public String toString() {
    return "CommandRequest[" + command + "]";
  }
}
