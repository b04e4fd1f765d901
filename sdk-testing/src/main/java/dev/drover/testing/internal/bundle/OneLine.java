package dev.drover.testing.internal.bundle;

/** A failure in a line. */
final class OneLine {

  private static final int MOST = 300;

  private OneLine() {}

  /** Type and message, line ends folded; the beginning if it is long. */
  static String of(Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    String message;
    try {
      message = thrown.getMessage();
    } catch (RuntimeException e) {
      // The test's own exception: whatever it does is no reason to lose the page.
      return type + " (its message could not be asked for: " + e + ")";
    }
    if (message == null || message.isBlank()) {
      return type;
    }
    String beginning = message.substring(0, Math.min(message.length(), 2 * MOST));
    String line = type + ": " + beginning.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
  }
}
