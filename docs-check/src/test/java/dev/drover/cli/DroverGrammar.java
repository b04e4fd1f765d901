package dev.drover.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the program {@code drover} would understand, without doing it. */
public final class DroverGrammar {

  private DroverGrammar() {}

  /**
   * Parses a command line.
   *
   * @param arguments what follows the program's name
   * @return what the program would say against it
   */
  public static Optional<String> complaint(List<String> arguments) {
    try {
      CommandLine.ParseResult parsed =
          Main.commandLine().parseArgs(arguments.toArray(String[]::new));
      return parsed.hasSubcommand()
              || parsed.isUsageHelpRequested()
              || parsed.isVersionHelpRequested()
          ? Optional.empty()
          : Optional.of("no command is given");
    } catch (ParameterException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The names of all commands. */
  public static Set<String> commands() {
    return Main.commandLine().getSubcommands().keySet();
  }
}
