package dev.drover.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the program {@code drover} would understand, without doing it. */
public final class DroverGrammar {

  private static final Set<String> EVERYWHERE = Set.of("--help", "--version", "--verbose");

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

  /** The long names of all options, each with the commands that have it; not those of every one. */
  public static Map<String, Set<String>> options() {
    Map<String, Set<String>> options = new TreeMap<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().options().stream()
                    .filter(option -> !EVERYWHERE.contains(option.longestName()))
                    .forEach(
                        option ->
                            options
                                .computeIfAbsent(option.longestName(), absent -> new TreeSet<>())
                                .add(name)));
    return options;
  }
}
