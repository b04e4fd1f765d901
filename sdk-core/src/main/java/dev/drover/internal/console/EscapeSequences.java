package dev.drover.internal.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells escape sequences (ECMA-48) from text. Those that change colours, erase, or move the cursor
 * within a line or by lines are obeyed, all others leave no trace; a sequence that is cut off at
 * the end of the text is dropped.
 */
final class EscapeSequences {

  private static final char ESCAPE = '\u001B';
  private static final char CONTROL_SEQUENCE = '\u009B';
  private static final char BELL = '\u0007';

  /** Beyond that it is no parameter but noise. */
  private static final int MAX_PARAMETER = 9999;

  private final String text;
  private final Terminal terminal;
  private int at;

  private EscapeSequences(String text, Terminal terminal) {
    this.text = text;
    this.terminal = terminal;
  }

  static void feed(String text, Terminal terminal) {
    new EscapeSequences(text, terminal).run();
  }

  private void run() {
    while (at < text.length()) {
      int character = text.codePointAt(at);
      at += Character.charCount(character);
      if (character == ESCAPE) {
        escape();
      } else if (character == CONTROL_SEQUENCE) {
        controlSequence();
      } else {
        terminal.character(character);
      }
    }
  }

  private void escape() {
    if (at >= text.length()) {
      return;
    }
    char kind = text.charAt(at++);
    switch (kind) {
      case '[' -> controlSequence();
      case ']', 'P', 'X', '^', '_' -> skipString();
      case '(', ')', '*', '+', '-', '.', '/', '#', '%', ' ' -> at++;
      case 'c' -> terminal.style(Style.PLAIN);
      case ESCAPE -> at--;
      default -> {
        // Keypad modes, saved cursors and the like: nothing that a picture shows.
      }
    }
  }

  /** Titles, hyperlinks and device strings last until a bell or a string terminator. */
  private void skipString() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == BELL || c == '\u009C') {
        return;
      }
      if (c == ESCAPE) {
        at += at < text.length() && text.charAt(at) == '\\' ? 1 : 0;
        return;
      }
    }
  }

  private void controlSequence() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < '@') {
      at++;
    }
    if (at >= text.length()) {
      return;
    }
    String parameters = text.substring(from, at);
    char last = text.charAt(at);
    if (last < '@' || last > '~') {
      return; // A control character inside: the sequence is void, the character counts.
    }
    at++;
    if (parameters.chars().allMatch(c -> Character.isDigit(c) || c == ';' || c == ':')) {
      obey(last, numbers(parameters));
    }
  }

  private void obey(char command, List<Integer> parameters) {
    int first = parameters.isEmpty() ? 0 : parameters.get(0);
    int count = Math.max(1, first);
    switch (command) {
      case 'm' -> terminal.style(GraphicRendition.apply(terminal.style(), parameters));
      case 'K' -> terminal.eraseInLine(first);
      case 'J' -> terminal.eraseInDisplay(first);
      case 'A' -> terminal.moveBy(-count, 0);
      case 'B' -> terminal.moveBy(count, 0);
      case 'C' -> terminal.moveBy(0, count);
      case 'D' -> terminal.moveBy(0, -count);
      case 'E' -> lines(count);
      case 'F' -> lines(-count);
      case 'G' -> terminal.moveTo(count - 1);
      default -> {
        // Absolute positions make no sense among the output of other commands.
      }
    }
  }

  private void lines(int down) {
    terminal.moveBy(down, 0);
    terminal.moveTo(0);
  }

  private static List<Integer> numbers(String parameters) {
    List<Integer> numbers = new ArrayList<>();
    int number = 0;
    for (int i = 0; i < parameters.length(); i++) {
      char c = parameters.charAt(i);
      if (c == ';' || c == ':') {
        numbers.add(number);
        number = 0;
      } else {
        number = Math.min(MAX_PARAMETER, number * 10 + c - '0');
      }
    }
    if (!parameters.isEmpty()) {
      numbers.add(number);
    }
    return numbers;
  }
}
