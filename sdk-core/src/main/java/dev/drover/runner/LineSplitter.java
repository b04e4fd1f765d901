package dev.drover.runner;

import java.util.function.Consumer;

/** Cuts a stream into lines; a very long one comes in parts. */
final class LineSplitter {

  private static final int LONGEST = 16_384;

  private final Consumer<String> lines;
  private final StringBuilder line = new StringBuilder();

  LineSplitter(Consumer<String> lines) {
    this.lines = lines;
  }

  void add(String text) {
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      line.append(text, from, end);
      flush();
      from = end + 1;
    }
    line.append(text, from, text.length());
    if (line.length() >= LONGEST) {
      flush();
    }
  }

  /** The last line may have no end. */
  void end() {
    if (!line.isEmpty()) {
      flush();
    }
  }

  private void flush() {
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    String whole = line.toString();
    line.setLength(0);
    lines.accept(whole);
  }
}
