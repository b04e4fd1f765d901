package dev.drover.internal.process;

import java.util.regex.Pattern;

/**
 * The last line of an output, as far as it is a question.
 *
 * @param text without what only moves the cursor or sets colours; empty if there is none
 * @param open whether the line has not ended: nobody leaves one open without a reason
 */
record Question(String text, boolean open) {

  private static final Question NONE = new Question("", false);

  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)"
              + "|\u001B[()][A-Z0-9]|\u001B[=>@-Z\\\\-_]|[\u0007\u0000]");

  /** With what questions and prompts end, in a few languages. */
  private static final String ENDINGS = ":?>#$%])\uFF1A\uFF1F";

  /**
   * Finds the question.
   *
   * @param output the newest output
   */
  static Question in(String output) {
    String plain = ESCAPES.matcher(output).replaceAll("");
    int end = plain.lastIndexOf('\n');
    // What is before a carriage return was written over.
    String line = plain.substring(Math.max(end, plain.lastIndexOf('\r')) + 1);
    if (!line.isBlank()) {
      return new Question(line, true);
    }
    String before = plain.stripTrailing();
    before = before.substring(before.lastIndexOf('\n') + 1);
    return endsLikeOne(before) ? new Question(before, false) : NONE;
  }

  /** Whether it is open and ends as questions and prompts do. */
  boolean isAsked() {
    return open && endsLikeOne(text);
  }

  private static boolean endsLikeOne(String line) {
    String said = line.stripTrailing();
    return !said.isEmpty() && ENDINGS.indexOf(said.charAt(said.length() - 1)) >= 0;
  }
}
