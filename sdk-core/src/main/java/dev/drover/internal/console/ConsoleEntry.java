package dev.drover.internal.console;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * A command on the console: its prompt, its output, how it ended.
 *
 * @param line the command line
 * @param output gives its newest output, at most so many bytes
 * @param running whether it still runs
 * @param note how it ended, or empty if there is nothing to say about it
 * @param kept how many characters it keeps in memory
 */
record ConsoleEntry(
    String line, IntFunction<String> output, boolean running, String note, int kept) {

  /** What fits on the largest picture, and then some for colours and overwritten lines. */
  static final int KEPT_BYTES = 64 << 10;

  private static final Style HOST = Style.PLAIN.withForeground(2).withWeight(true, false);
  private static final Style DOLLAR = Style.PLAIN.withForeground(8);
  private static final Style COMMAND = Style.PLAIN.withForeground(15).withWeight(true, false);
  private static final Style NOTE = Style.PLAIN.withForeground(1).withWeight(true, false);

  private static final Pattern LINE_END = Pattern.compile("\r?\n");

  static ConsoleEntry started(String line, IntFunction<String> output) {
    return new ConsoleEntry(line, output, true, "", line.length());
  }

  /** This entry when it has ended: the command's own output may go now. */
  ConsoleEntry ended(String how) {
    String text = output.apply(KEPT_BYTES);
    return new ConsoleEntry(line, max -> text, false, how, line.length() + text.length());
  }

  static List<Row> prompt(String vmId, int columns) {
    Terminal terminal = new Terminal(columns, Integer.MAX_VALUE);
    prompt(terminal, vmId);
    return terminal.rows();
  }

  List<Row> rows(String vmId, int columns, int maxRows) {
    Terminal terminal = new Terminal(columns, maxRows);
    prompt(terminal, vmId);
    terminal.style(COMMAND);
    printLine(terminal);
    List<Row> rows = terminal.rows();
    Terminal below = new Terminal(columns, maxRows);
    below.write(output.apply(KEPT_BYTES));
    if (!note.isEmpty()) {
      endLine(below);
      below.style(NOTE);
      print(below, "[" + note + "]");
    }
    rows.addAll(below.rows());
    if (!running && rows.get(rows.size() - 1).length() == 0) {
      rows.remove(rows.size() - 1);
    }
    return rows;
  }

  private static void prompt(Terminal terminal, String vmId) {
    terminal.style(HOST);
    print(terminal, vmId);
    terminal.style(DOLLAR);
    print(terminal, " $ ");
  }

  private void printLine(Terminal terminal) {
    String separator = "";
    for (String part : LINE_END.split(line.strip(), -1)) {
      print(terminal, separator + part);
      separator = "\n  ";
    }
  }

  private static void endLine(Terminal terminal) {
    List<Row> rows = terminal.rows();
    if (rows.get(rows.size() - 1).length() > 0) {
      terminal.character('\n');
    }
  }

  /** Without obeying escape sequences: a command line is shown as it is. */
  private static void print(Terminal terminal, String text) {
    text.codePoints().forEach(terminal::character);
  }
}
