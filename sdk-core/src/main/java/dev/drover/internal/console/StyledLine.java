package dev.drover.internal.console;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A line as a terminal shows it, without a trace of escape sequences.
 *
 * @param runs its pieces of one style each, from left to right
 */
public record StyledLine(List<Run> runs) {

  /** The console's background, as {@code 0xRRGGBB}. */
  public static final int BACKGROUND = rgb(Palette.BACKGROUND);

  /** Wide enough for what programs print, narrow enough for noise that moves the cursor. */
  private static final int COLUMNS = 500;

  /**
   * Text of one style.
   *
   * @param text without control characters
   * @param foreground as {@code 0xRRGGBB}
   * @param background as {@code 0xRRGGBB}
   * @param bold heavier
   * @param italic slanted
   * @param underline underlined
   */
  public record Run(
      String text,
      int foreground,
      int background,
      boolean bold,
      boolean italic,
      boolean underline) {

    /** Whether it looks as text does about which a program said nothing. */
    public boolean isPlain() {
      return foreground == rgb(Palette.FOREGROUND)
          && background == BACKGROUND
          && !(bold || italic || underline);
    }
  }

  /**
   * What a program's output looks like in the end: overwritten and erased text is gone. Longer
   * lines than a wide screen's are wrapped.
   *
   * @param output what the program wrote
   * @return its lines, without an empty one after the last line end
   */
  public static List<StyledLine> of(String output) {
    Terminal terminal = new Terminal(COLUMNS, Integer.MAX_VALUE);
    terminal.write(output);
    List<Row> rows = terminal.rows();
    boolean ended = rows.get(rows.size() - 1).length() == 0;
    return rows.subList(0, ended ? rows.size() - 1 : rows.size()).stream()
        .map(StyledLine::of)
        .toList();
  }

  private static StyledLine of(Row row) {
    List<Run> runs = new ArrayList<>();
    int column = 0;
    while (column < row.length()) {
      Style style = row.at(column).style();
      StringBuilder text = new StringBuilder();
      while (column < row.length() && row.at(column).style().equals(style)) {
        text.append(row.at(column++).text());
      }
      runs.add(run(text.toString(), style));
    }
    return new StyledLine(List.copyOf(runs));
  }

  private static Run run(String text, Style style) {
    return new Run(
        text,
        rgb(Palette.foreground(style)),
        rgb(Palette.background(style)),
        style.bold(),
        style.italic(),
        style.underline());
  }

  private static int rgb(Color colour) {
    return colour.getRGB() & 0xFFFFFF;
  }

  /** The text alone. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    runs.forEach(run -> text.append(run.text()));
    return text.toString();
  }
}
