package dev.drover.internal.console;

/**
 * How a character looks.
 *
 * @param foreground {@link #DEFAULT_COLOUR}, 0 to 255 of the palette, or {@link #RGB} and three
 *     bytes
 * @param background as the foreground
 * @param bold heavier, and brighter if the colour is one of the first eight
 * @param dim darker
 * @param italic slanted
 * @param underline underlined
 * @param inverse with the colours exchanged
 */
record Style(
    int foreground,
    int background,
    boolean bold,
    boolean dim,
    boolean italic,
    boolean underline,
    boolean inverse) {

  static final int DEFAULT_COLOUR = -1;
  static final int RGB = 1 << 24;

  static final Style PLAIN =
      new Style(DEFAULT_COLOUR, DEFAULT_COLOUR, false, false, false, false, false);

  Style withForeground(int colour) {
    return new Style(colour, background, bold, dim, italic, underline, inverse);
  }

  Style withBackground(int colour) {
    return new Style(foreground, colour, bold, dim, italic, underline, inverse);
  }

  Style withWeight(boolean nowBold, boolean nowDim) {
    return new Style(foreground, background, nowBold, nowDim, italic, underline, inverse);
  }

  Style withItalic(boolean on) {
    return new Style(foreground, background, bold, dim, on, underline, inverse);
  }

  Style withUnderline(boolean on) {
    return new Style(foreground, background, bold, dim, italic, on, inverse);
  }

  Style withInverse(boolean on) {
    return new Style(foreground, background, bold, dim, italic, underline, on);
  }
}
