package dev.drover.internal.console;

/**
 * What stands in a cell.
 *
 * @param text a character with its combining marks; empty in the second cell of a wide one
 * @param width how many cells it takes
 * @param style how it looks
 */
record Glyph(String text, int width, Style style) {

  static final Glyph BLANK = new Glyph(" ", 1, Style.PLAIN);

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** First and last of the ranges whose characters take two cells (Unicode's UAX 11, abridged). */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000, 0xA4CF,
    0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
    0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
  };

  Glyph withMark(int mark) {
    return new Glyph(text + Character.toString(mark), width, style);
  }

  /** Whether what follows belongs to this one: emoji are joined like that. */
  boolean isJoining() {
    return !text.isEmpty() && text.codePointBefore(text.length()) == ZERO_WIDTH_JOINER;
  }

  static int widthOf(int character) {
    if (character < 0x300) {
      return 1;
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (character >= WIDE[i] && character <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }
}
