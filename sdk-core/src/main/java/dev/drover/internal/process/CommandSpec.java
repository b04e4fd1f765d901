package dev.drover.internal.process;

import dev.drover.TerminalSize;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command to run.
 *
 * @param id unique among the commands that the engine knows
 * @param line for the shell
 * @param timeout after which the command is stopped, if it has one
 * @param env environment variables in addition to the engine's
 * @param workingDirectory relative to the engine's, if not the engine's itself
 * @param interactive whether input may follow, and the two output streams are told apart; if not,
 *     the command reads an empty standard input, and both streams are one, in the very order in
 *     which the command writes
 * @param terminal the size of the terminal it runs on, if it runs on one; it is interactive then
 */
public record CommandSpec(
    String id,
    String line,
    @Nullable Duration timeout,
    Map<String, String> env,
    @Nullable String workingDirectory,
    boolean interactive,
    @Nullable TerminalSize terminal) {

  /** Whether input may follow. */
  boolean takesInput() {
    return interactive || terminal != null;
  }

  /**
   * A command without timeout, in the engine's own directory and environment.
   *
   * @param id unique among the commands that the engine knows
   * @param line for the shell
   * @return the spec
   */
  public static CommandSpec of(String id, String line) {
    return new CommandSpec(id, line, null, Map.of(), null, true, null);
  }
}
