package dev.drover.internal.console;

import java.util.ArrayList;
import java.util.List;

/** One row of a terminal, as long as what was written into it. */
final class Row {

  private final List<Glyph> cells = new ArrayList<>();

  int length() {
    return cells.size();
  }

  Glyph at(int column) {
    return cells.get(column);
  }

  void put(int column, Glyph glyph) {
    while (cells.size() < column + glyph.width()) {
      cells.add(Glyph.BLANK);
    }
    clearHalves(column, column + glyph.width());
    cells.set(column, glyph);
    for (int i = 1; i < glyph.width(); i++) {
      cells.set(column + i, new Glyph("", 1, glyph.style()));
    }
  }

  /** Adds a combining mark to the character that ends before the column. */
  void mark(int column, int mark) {
    int i = Math.min(column, cells.size()) - 1;
    while (i > 0 && cells.get(i).text().isEmpty()) {
      i--;
    }
    if (i >= 0) {
      cells.set(i, cells.get(i).withMark(mark));
    }
  }

  /** The character that ends before the column. */
  Glyph before(int column) {
    int i = Math.min(column, cells.size()) - 1;
    while (i > 0 && cells.get(i).text().isEmpty()) {
      i--;
    }
    return i < 0 ? Glyph.BLANK : cells.get(i);
  }

  void erase(int from, int to) {
    int end = Math.min(to, cells.size());
    if (end == cells.size()) {
      while (cells.size() > Math.max(0, from)) {
        cells.remove(cells.size() - 1);
      }
      return;
    }
    for (int i = Math.max(0, from); i < end; i++) {
      cells.set(i, Glyph.BLANK);
    }
  }

  /** A wide character of which one half is overwritten leaves a blank. */
  private void clearHalves(int from, int to) {
    if (cells.get(from).text().isEmpty() && from > 0) {
      cells.set(from - 1, Glyph.BLANK);
    }
    if (to < cells.size() && cells.get(to).text().isEmpty()) {
      cells.set(to, Glyph.BLANK);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    cells.forEach(glyph -> text.append(glyph.text()));
    return text.toString();
  }
}
