package dev.drover.internal.process;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * How a shell on Unix gets its command: on its standard input, so that it can be started before
 * there is one, and so that neither the platform's encoding of arguments nor their greatest length
 * touch it.
 */
final class ShellScript {

  /**
   * Reads the number of the command's lines, then the lines, and leaves what follows to the
   * command. Collects some lines before it adds them to the others, which are copied each time. The
   * names go before the command can see them.
   */
  private static final String READ =
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
      """;

  /** Runs it as {@code sh -c} does. */
  private static final String RUN =
      """
      eval "unset _drover_command; $_drover_command"
      """;

  /** The first terminal that the leader of a new session opens becomes that session's. */
  private static final String GO_TO_TERMINAL =
      """
      exec 0<>"$1" 1>&0 2>&0
      shift
      """;

  /** For {@code sh -c}. */
  static final String ON_PIPES = READ + RUN;

  /** The same, for a shell that has the path of its terminal as its one argument. */
  static final String ON_TERMINAL = READ + GO_TO_TERMINAL + RUN;

  private static final Pattern LINE_END = Pattern.compile("\n");

  private ShellScript() {}

  /** What a shell is to read. */
  static byte[] input(String command) {
    int lines = LINE_END.split(command, -1).length;
    return (lines + "\n" + command + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
