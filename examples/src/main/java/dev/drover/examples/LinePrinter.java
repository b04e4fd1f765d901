package dev.drover.examples;

import java.io.PrintStream;

/** Prints output that comes in pieces as whole lines, each with a prefix. */
final class LinePrinter {

  private final String prefix;
  private final PrintStream out;
  private final StringBuilder unfinished = new StringBuilder();

  LinePrinter(String prefix, PrintStream out) {
    this.prefix = prefix;
    this.out = out;
  }

  void add(String piece) {
    unfinished.append(piece);
    for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n")) {
      out.println(prefix + unfinished.substring(0, end).stripTrailing());
      unfinished.delete(0, end + 1);
    }
  }

  void end() {
    if (!unfinished.isEmpty()) {
      add("\n");
    }
  }
}
