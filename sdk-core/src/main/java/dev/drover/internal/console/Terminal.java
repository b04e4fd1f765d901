package dev.drover.internal.console;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns output into rows as a terminal would: carriage returns overwrite, tabs go to the next stop,
 * long lines wrap, colours are remembered, and the cursor moves within what was written. Keeps the
 * newest rows.
 */
final class Terminal {

  private static final int TAB = 8;

  private final int columns;
  private final int maxRows;
  private final List<Row> rows = new ArrayList<>();
  private Style style = Style.PLAIN;
  private int row;
  private int column;

  Terminal(int columns, int maxRows) {
    this.columns = columns;
    this.maxRows = maxRows;
    rows.add(new Row());
  }

  /** The rows; the last one is empty if the output ended with a line end. */
  List<Row> rows() {
    return rows;
  }

  void style(Style next) {
    style = next;
  }

  Style style() {
    return style;
  }

  void write(String text) {
    EscapeSequences.feed(text, this);
  }

  /** A character that is no part of an escape sequence. */
  void character(int character) {
    switch (character) {
      case '\n', '\u000B', '\f' -> newLine();
      case '\r' -> column = 0;
      case '\b' -> column = Math.max(0, column - 1);
      case '\t' -> tab();
      default -> {
        if (!Character.isISOControl(character)) {
          print(character);
        }
      }
    }
  }

  void moveTo(int newColumn) {
    column = Math.max(0, Math.min(columns - 1, newColumn));
  }

  void moveBy(int down, int right) {
    row = Math.max(0, Math.min(rows.size() - 1, row + down));
    if (right != 0) {
      moveTo(Math.min(column, columns - 1) + right);
    }
  }

  void eraseInLine(int which) {
    int from = which == 0 ? column : 0;
    int to = which == 1 ? column + 1 : columns;
    current().erase(from, to);
  }

  /** Everything, or what is behind the cursor. */
  void eraseInDisplay(int which) {
    if (which == 2 || which == 3) {
      rows.clear();
      rows.add(new Row());
      row = 0;
      column = 0;
    } else if (which == 0) {
      current().erase(column, columns);
      rows.subList(row + 1, rows.size()).clear();
    }
  }

  private void print(int character) {
    int width = Glyph.widthOf(character);
    if (width == 0 || current().before(column).isJoining()) {
      current().mark(column, character);
      return;
    }
    if (column + width > columns) {
      column = 0;
      newRow();
    }
    current().put(column, new Glyph(Character.toString(character), width, style));
    column += width;
  }

  /** Output without a terminal has bare line feeds: they also return the carriage. */
  private void newLine() {
    column = 0;
    newRow();
  }

  private void newRow() {
    row++;
    if (row == rows.size()) {
      rows.add(new Row());
    }
    if (rows.size() > maxRows) {
      rows.remove(0);
      row--;
    }
  }

  private void tab() {
    column = Math.min(columns - 1, (column / TAB + 1) * TAB);
  }

  private Row current() {
    return rows.get(row);
  }
}
