package dev.drover.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.impl.DefaultParser;

/**
 * One command of a shell, as words without their quotes.
 *
 * @param words program and arguments
 */
record ShellLine(List<String> words) {

  /** Where the next command begins, or this one's arguments end. */
  private static final Set<String> OPERATORS = Set.of("|", "||", "&&", "&", ";", ">", ">>", "<");

  /** A command in place of an argument. */
  private static final Pattern WITHIN = Pattern.compile("\\$\\(([^()]*)\\)");

  private static final DefaultParser PARSER =
      new DefaultParser().lineCommentDelims(new String[] {"#"});

  /** The commands of a block, line by line; a backslash at the end goes on with the next line. */
  static Stream<ShellLine> of(String code) {
    return code.replaceAll("\\\\\\R\\s*", "")
        .lines()
        .map(line -> line.replaceFirst("^\\$ ", ""))
        .flatMap(ShellLine::commands);
  }

  private static Stream<ShellLine> commands(String line) {
    Stream<String> within = WITHIN.matcher(line).results().map(found -> found.group(1));
    String outside = WITHIN.matcher(line).replaceAll("output");
    return Stream.concat(Stream.of(outside), within)
        .flatMap(command -> commands(PARSER.parse(command, 0).words()));
  }

  String program() {
    return words.get(0);
  }

  List<String> arguments() {
    return words.subList(1, words.size());
  }

  private static Stream<ShellLine> commands(List<String> words) {
    List<ShellLine> commands = new ArrayList<>();
    List<String> command = new ArrayList<>();
    for (String word : words) {
      if (OPERATORS.contains(word)) {
        commands.add(new ShellLine(List.copyOf(command)));
        command.clear();
      } else if (!word.isBlank()) {
        command.add(word);
      }
    }
    commands.add(new ShellLine(List.copyOf(command)));
    return commands.stream().filter(line -> !line.words().isEmpty());
  }
}
