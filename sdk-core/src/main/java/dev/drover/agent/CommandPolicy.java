package dev.drover.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides what an agent may run. What it refuses is answered with the code COMMAND_REFUSED. */
@FunctionalInterface
public interface CommandPolicy {

  /**
   * Decides on a command.
   *
   * @param command the command line as it was asked for
   * @return why it may not run, in words for the one who asked; empty if it may
   */
  Optional<String> refusal(String command);

  /** Everything may run: for VMs that are thrown away. */
  static CommandPolicy allowAll() {
    return command -> Optional.empty();
  }

  /**
   * Only these command lines may run, to the letter but for white space at both ends. An allow list
   * of program names would be no protection: a shell line can start anything.
   *
   * @param commands the whole command lines
   * @return the policy
   */
  static CommandPolicy allowList(String... commands) {
    Set<String> allowed = Set.of(commands);
    return command ->
        allowed.contains(command.strip())
            ? Optional.empty()
            : Optional.of("this VM runs only the commands on its allow list");
  }

  /**
   * Everything may run in which none of these patterns is found. Guards against accidents, not
   * against intent.
   *
   * @param patterns searched for anywhere in the command line
   * @return the policy
   */
  static CommandPolicy deny(Pattern... patterns) {
    List<Pattern> denied = List.of(patterns);
    return command ->
        denied.stream()
            .filter(pattern -> pattern.matcher(command).find())
            .findFirst()
            .map(pattern -> "this VM runs no command that matches " + pattern.pattern());
  }
}
