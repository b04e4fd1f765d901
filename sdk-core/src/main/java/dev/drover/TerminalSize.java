package dev.drover;

/**
 * The size of a command's terminal.
 *
 * @param columns its width, in characters, from 1 to 10,000
 * @param rows its height, in lines, from 1 to 10,000
 */
public record TerminalSize(int columns, int rows) {

  /** What terminals have had since they were made of glass: 80 by 24. */
  public static final TerminalSize USUAL = new TerminalSize(80, 24);

  private static final int MOST = 10_000;

  /** Checks the bounds. */
  public TerminalSize {
    if (columns < 1 || columns > MOST || rows < 1 || rows > MOST) {
      throw new IllegalArgumentException(
          "a terminal has from 1 to %d columns and rows, not %d by %d"
              .formatted(MOST, columns, rows));
    }
  }
}
