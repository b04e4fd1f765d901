package dev.drover.testing.internal.bundle;

/** A failure in a line. */
final class FirstLine {

  private static final int MOST = 300;

  private FirstLine() {}

  /** The first line that says something; the type's name if there is none. */
  static String of(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      // The test's own exception: whatever it does is no reason to lose the page.
      return type + " (its message could not be asked for: " + e + ")";
    }
    String line =
        message == null ? "" : message.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    String whole = line.isEmpty() ? type : type + ": " + line.strip();
    return whole.length() <= MOST ? whole : whole.substring(0, MOST) + "…";
  }
}
