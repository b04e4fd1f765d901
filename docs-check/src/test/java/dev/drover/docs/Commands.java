package dev.drover.docs;

import dev.drover.cli.DroverGrammar;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the commands in documents exist: the programs, their subcommands, options, profiles. */
final class Commands {

  /** Programs of other people's, whose arguments are theirs to check. */
  private static final Set<String> OTHERS =
      Set.of("apt-get", "cat", "cd", "curl", "export", "git", "jbang", "jshell", "kill", "npm");

  private static final String JAR = "cli/target/drover.jar";

  private Commands() {}

  /** What is wrong with a command. */
  static Optional<String> complaint(ShellLine line) {
    List<String> words = line.words();
    if (words.size() > 2 && words.subList(0, 2).equals(List.of("java", "-jar"))) {
      return words.get(2).equals(JAR)
          ? DroverGrammar.complaint(words.subList(3, words.size()))
          : Optional.of("there is no '%s'".formatted(words.get(2)));
    }
    if (words.size() > 3 && words.subList(0, 3).equals(List.of("java", "-cp", JAR))) {
      return Files.isRegularFile(Document.HOME.resolve(words.get(3)))
          ? Optional.empty()
          : Optional.of("there is no '%s'".formatted(words.get(3)));
    }
    return switch (line.program()) {
      case "drover" -> DroverGrammar.complaint(line.arguments());
      case "mvn" -> maven(line.arguments());
      default -> program(line.program());
    };
  }

  private static Optional<String> program(String name) {
    boolean known =
        OTHERS.contains(name)
            || (name.contains("/") && Files.isExecutable(Document.HOME.resolve(name)));
    return known ? Optional.empty() : Optional.of("'%s' is no known program".formatted(name));
  }

  private static Optional<String> maven(List<String> arguments) {
    return Stream.concat(
            values(arguments, "-P").filter(id -> !Poms.profiles().contains(id)),
            values(arguments, "-pl").filter(folder -> !Poms.modules().contains(folder)))
        .findFirst()
        .map("there is no profile or module '%s'"::formatted);
  }

  /** The comma-separated values of an option, written as {@code -Pa,b} or {@code -pl a,b}. */
  private static Stream<String> values(List<String> arguments, String option) {
    return Stream.iterate(0, i -> i < arguments.size(), i -> i + 1)
        .filter(i -> arguments.get(i).startsWith(option))
        .map(
            i ->
                arguments.get(i).equals(option)
                    ? arguments.subList(i + 1, Math.min(i + 2, arguments.size())).stream()
                        .findFirst()
                        .orElse("")
                    : arguments.get(i).substring(option.length()))
        .flatMap(values -> Arrays.stream(values.split(",", -1)));
  }
}
