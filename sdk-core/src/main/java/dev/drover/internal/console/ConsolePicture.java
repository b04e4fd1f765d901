package dev.drover.internal.console;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Draws rows as a terminal window: a title bar with VM and time, below it the text. */
final class ConsolePicture {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final int MARGIN = 14;
  private static final int BAR = 34;
  private static final int DOT = 12;
  private static final int[] DOTS = {0xF0605A, 0xF5BD4F, 0x62C454};

  private final String title;
  private final LocalDateTime time;
  private final List<Row> rows;
  private final ConsoleFont font;

  ConsolePicture(String title, LocalDateTime time, List<Row> rows) throws IOException {
    this.title = title;
    this.time = time;
    this.rows = rows;
    font = ConsoleFont.load();
  }

  BufferedImage draw() {
    int width = 2 * MARGIN + Console.COLUMNS * font.cellWidth();
    int lines = Math.max(Console.VISIBLE_ROWS, rows.size());
    int height = BAR + 2 * MARGIN + lines * font.cellHeight();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      fill(g, Palette.BACKGROUND, 0, 0, width, height);
      drawBar(g, width);
      for (int i = 0; i < rows.size(); i++) {
        drawRow(g, rows.get(i), BAR + MARGIN + i * font.cellHeight());
      }
      drawCursor(g);
    } finally {
      g.dispose();
    }
    return image;
  }

  private void drawBar(Graphics2D g, int width) {
    fill(g, Palette.TITLE_BAR, 0, 0, width, BAR);
    fill(g, Palette.LINE, 0, BAR - 1, width, 1);
    for (int i = 0; i < DOTS.length; i++) {
      g.setColor(new Color(DOTS[i]));
      g.fillOval(MARGIN + i * (DOT + 8), (BAR - DOT) / 2, DOT, DOT);
    }
    int baseline = (BAR - font.cellHeight()) / 2 + font.baseline();
    g.setFont(font.plain().deriveFont(Font.BOLD));
    FontMetrics bold = g.getFontMetrics();
    g.setColor(Palette.TITLE);
    g.drawString(title, Math.max(6 * MARGIN, (width - bold.stringWidth(title)) / 2), baseline);
    g.setFont(font.plain().deriveFont(font.plain().getSize2D() - 2));
    g.setColor(Palette.SUBTITLE);
    String now = TIME.format(time);
    int nowWidth = g.getFontMetrics().stringWidth(now);
    fill(g, Palette.TITLE_BAR, width - 2 * MARGIN - nowWidth, 1, nowWidth + 2 * MARGIN, BAR - 2);
    g.setColor(Palette.SUBTITLE);
    g.drawString(now, width - MARGIN - nowWidth, baseline - 1);
  }

  private void drawRow(Graphics2D g, Row row, int top) {
    int column = 0;
    while (column < row.length()) {
      int end = runEnd(row, column);
      Style style = row.at(column).style();
      Color background = Palette.background(style);
      int left = MARGIN + column * font.cellWidth();
      int width = (end - column) * font.cellWidth();
      if (!background.equals(Palette.BACKGROUND)) {
        fill(g, background, left, top, width, font.cellHeight());
      }
      g.setColor(Palette.foreground(style));
      g.setFont(font.of(style));
      drawRun(g, row, column, end, top + font.baseline());
      if (style.underline()) {
        g.fillRect(left, top + font.baseline() + 2, width, 1);
      }
      column = end;
    }
  }

  private static int runEnd(Row row, int from) {
    int end = from + 1;
    while (end < row.length() && row.at(end).style().equals(row.at(from).style())) {
      end++;
    }
    return end;
  }

  /** Plain text in one go, all else cell by cell, so that no odd glyph can shift the others. */
  private void drawRun(Graphics2D g, Row row, int from, int to, int baseline) {
    StringBuilder ascii = new StringBuilder();
    int start = from;
    for (int column = from; column < to; column++) {
      String text = row.at(column).text();
      if (text.length() == 1 && text.charAt(0) < 0x7F) {
        ascii.append(text);
        continue;
      }
      drawAscii(g, ascii, start, baseline);
      start = column + 1;
      if (!text.isEmpty()) {
        drawOther(g, row.at(column), MARGIN + column * font.cellWidth(), baseline);
      }
    }
    drawAscii(g, ascii, start, baseline);
  }

  private void drawAscii(Graphics2D g, StringBuilder ascii, int column, int baseline) {
    if (!ascii.isEmpty()) {
      g.drawString(ascii.toString(), MARGIN + column * font.cellWidth(), baseline);
      ascii.setLength(0);
    }
  }

  private void drawOther(Graphics2D g, Glyph glyph, int left, int baseline) {
    if (g.getFont().canDisplayUpTo(glyph.text()) < 0) {
      g.drawString(glyph.text(), left, baseline);
    } else {
      int width = glyph.width() * font.cellWidth();
      int height = font.baseline() - 5;
      g.drawRect(left + 2, baseline - height, width - 5, height - 1);
    }
  }

  /** Where the next character will stand. */
  private void drawCursor(Graphics2D g) {
    int last = rows.size() - 1;
    int column = Math.min(rows.get(last).length(), Console.COLUMNS - 1);
    int top = BAR + MARGIN + last * font.cellHeight();
    fill(
        g,
        Palette.CURSOR,
        MARGIN + column * font.cellWidth(),
        top + 1,
        font.cellWidth() - 1,
        font.cellHeight() - 2);
  }

  private static void fill(Graphics2D g, Color colour, int x, int y, int width, int height) {
    g.setColor(colour);
    g.fillRect(x, y, width, height);
  }
}
