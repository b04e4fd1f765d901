package dev.drover.runner;

import java.util.List;
import java.util.Locale;

/**
 * A command line with places for values. They go through environment variables, so that a shell
 * never reads them as commands.
 */
final class CommandTemplate {

  static final String FILE = "DROVER_FILE";
  static final String URL = "DROVER_URL";

  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

  private final String template;

  /**
   * A template.
   *
   * @param template for the shell
   * @param places that must stand in it, such as {@code {file}}
   */
  CommandTemplate(String template, List<String> places) {
    for (String place : places) {
      if (!template.contains(place)) {
        throw new IllegalArgumentException(
            "the command '%s' needs a place for %s".formatted(template, place));
      }
      for (String quote : List.of("'", "\"")) {
        if (template.contains(quote + place) || template.contains(place + quote)) {
          throw new IllegalArgumentException(
              "write %s without quotes: it is quoted already".formatted(place));
        }
      }
    }
    this.template = template;
  }

  /** The line for the shell. */
  String line() {
    return template.replace("{file}", variable(FILE)).replace("{url}", variable(URL));
  }

  private static String variable(String name) {
    return WINDOWS ? "\"%" + name + "%\"" : "\"$" + name + "\"";
  }
}
