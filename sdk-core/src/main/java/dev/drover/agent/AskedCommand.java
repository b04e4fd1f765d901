package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.TerminalSize;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.RequestMetadata;
import dev.drover.internal.wire.HubMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as a hub or a backend asks for it; the timeout is in seconds.
 *
 * @param id its id; an empty one is replaced
 * @param line for the shell
 * @param timeout after which it is stopped
 * @param env environment variables
 * @param workingDirectory relative to the agent's
 * @param pty whether it runs on a terminal; null leaves it to the agent's options
 * @param columns the terminal's width
 * @param rows the terminal's height
 * @param interactive whether it can be given input
 */
record AskedCommand(
    String id,
    String line,
    @Nullable Double timeout,
    @Nullable Map<String, String> env,
    @Nullable String workingDirectory,
    @Nullable Boolean pty,
    @Nullable Integer columns,
    @Nullable Integer rows,
    boolean interactive) {

  /** Ten years: beyond that a timeout is none. */
  private static final double LONGEST_SECONDS = 3.2e8;

  private static final RequestMetadata NOTHING_MORE =
      new RequestMetadata(null, null, null, null, null, null, null, null, null, null);

  AskedCommand {
    id = id.isBlank() ? UUID.randomUUID().toString() : id;
  }

  static AskedCommand of(HubMessage.Command asked) {
    return new AskedCommand(
        Objects.requireNonNullElse(asked.commandId(), ""),
        Objects.requireNonNullElse(asked.command(), ""),
        asked.timeout(),
        asked.env(),
        asked.workingDirectory(),
        asked.pty(),
        asked.columns(),
        asked.rows(),
        asked.requestId() != null);
  }

  /** The older kind, which has line and id at the top, is understood too. */
  static AskedCommand of(BackendMessage.Command asked) {
    RequestMetadata more = Objects.requireNonNullElse(asked.metadata(), NOTHING_MORE);
    String id = more.commandId() == null ? asked.commandId() : more.commandId();
    String line = asked.message() == null ? asked.command() : asked.message();
    return new AskedCommand(
        Objects.requireNonNullElse(id, ""),
        Objects.requireNonNullElse(line, ""),
        more.timeout(),
        more.env(),
        more.workingDirectory(),
        more.pty(),
        more.columns(),
        more.rows(),
        true);
  }

  /** A command of which nothing but its line is known. */
  static AskedCommand ofLine(String line) {
    return new AskedCommand("", line, null, null, null, null, null, null, true);
  }

  AskedCommand withLine(String shellLine) {
    return new AskedCommand(
        id, shellLine, timeout, env, workingDirectory, pty, columns, rows, interactive);
  }

  /**
   * What the engine runs.
   *
   * @param usual the terminal of commands that say nothing about one, or null for none
   */
  CommandSpec spec(@Nullable TerminalSize usual) throws CommandException {
    TerminalSize terminal = terminal(usual);
    return new CommandSpec(
        id,
        line,
        duration(),
        env == null ? Map.of() : Map.copyOf(env),
        workingDirectory,
        interactive || terminal != null,
        terminal);
  }

  private @Nullable TerminalSize terminal(@Nullable TerminalSize usual) throws CommandException {
    if (pty == null ? usual == null : !pty) {
      return null;
    }
    TerminalSize size = usual == null ? TerminalSize.USUAL : usual;
    try {
      return new TerminalSize(
          columns == null ? size.columns() : columns, rows == null ? size.rows() : rows);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Duration duration() throws CommandException {
    if (timeout == null || timeout > LONGEST_SECONDS) {
      return null;
    }
    if (!(timeout > 0)) {
      throw bad("a command's timeout must be above zero, is " + timeout);
    }
    return Duration.ofNanos(Math.max(1, (long) (timeout * 1e9)));
  }

  private static CommandException bad(String message) {
    return new CommandException(ErrorCodes.BAD_COMMAND, message, null);
  }
}
