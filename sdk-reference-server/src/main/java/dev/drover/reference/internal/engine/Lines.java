package dev.drover.reference.internal.engine;

import java.util.function.Consumer;

/** Cuts text that comes in pieces into lines. For one thread at a time. */
final class Lines {

  /** What goes on for longer is given out in parts: a progress bar may never end its line. */
  private static final int MAX_LENGTH = 8_192;

  private final Consumer<String> each;
  private final StringBuilder begun = new StringBuilder();

  Lines(Consumer<String> each) {
    this.each = each;
  }

  void add(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line();
      } else {
        begun.append(c);
        if (begun.length() >= MAX_LENGTH) {
          line();
        }
      }
    }
  }

  /** There is no more; what was begun is a line. */
  void end() {
    if (begun.length() > 0) {
      line();
    }
  }

  private void line() {
    int length = begun.length();
    if (length > 0 && begun.charAt(length - 1) == '\r') {
      begun.setLength(length - 1);
    }
    each.accept(begun.toString());
    begun.setLength(0);
  }
}
