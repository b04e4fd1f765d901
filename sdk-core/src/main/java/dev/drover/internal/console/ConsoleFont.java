package dev.drover.internal.console;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * The console's font and the cell it needs.
 *
 * @param plain the font
 * @param cellWidth in pixels
 * @param cellHeight in pixels
 * @param baseline how far below a cell's top, in pixels
 */
record ConsoleFont(Font plain, int cellWidth, int cellHeight, int baseline) {

  private static final int SIZE = 15;
  private static final int LEADING = 3;

  private static final String NO_FONTS =
      "Java finds no fonts on this machine; install fontconfig and a monospaced font (Debian, Ubuntu: apt-get install fontconfig fonts-dejavu-core) and start the agent anew";

  private static final String NO_DISPLAY =
      "Java cannot use the display that is set; start the agent anew where it can, or with -Djava.awt.headless=true to do without";

  static ConsoleFont load() throws IOException {
    return load(() -> new Font(Font.MONOSPACED, Font.PLAIN, SIZE));
  }

  /**
   * Measures a font.
   *
   * @throws IOException if there is none: Java without fonts, or with a display that is set and not
   *     there, fails in many ways, and only when a font is first used
   */
  static ConsoleFont load(Supplier<Font> source) throws IOException {
    try {
      Font font = source.get();
      FontRenderContext context = new FontRenderContext(null, true, false);
      LineMetrics line = font.getLineMetrics("Mgjy|", context);
      int width = (int) Math.ceil(font.getStringBounds("M", context).getWidth());
      int height = (int) Math.ceil(line.getAscent() + line.getDescent()) + LEADING;
      return new ConsoleFont(font, width, height, (int) Math.ceil(line.getAscent()) + LEADING / 2);
    } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
      String advice = GraphicsEnvironment.isHeadless() ? NO_FONTS : NO_DISPLAY;
      throw new IOException("the console cannot be drawn: " + advice + " (" + e + ")", e);
    }
  }

  Font of(Style style) {
    int variant = (style.bold() ? Font.BOLD : 0) | (style.italic() ? Font.ITALIC : 0);
    return variant == 0 ? plain : plain.deriveFont(variant);
  }
}
