package dev.drover.cli;

import java.util.Arrays;
import java.util.List;

/** What is left to be read on a screen, of all that was written to it. */
final class Screens {

  private static final String ERASE = "\r\u001b[K";

  private Screens() {}

  /** Its lines; what was erased is gone, the last one is that of the cursor. */
  static List<String> lines(String written) {
    return Arrays.stream(written.split("\r?\n", -1))
        .map(line -> line.substring(afterErased(line)))
        .toList();
  }

  private static int afterErased(String line) {
    int erased = line.lastIndexOf(ERASE);
    return erased < 0 ? 0 : erased + ERASE.length();
  }
}
