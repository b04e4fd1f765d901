package dev.drover.internal.console;

import java.awt.Color;

/** The colours of the console: dark, and legible in every one of the sixteen. */
final class Palette {

  static final Color BACKGROUND = new Color(0x14171C);
  static final Color FOREGROUND = new Color(0xD3D7DE);
  static final Color TITLE_BAR = new Color(0x232830);
  static final Color TITLE = new Color(0xE6E9EE);
  static final Color SUBTITLE = new Color(0x8B94A3);
  static final Color LINE = new Color(0x323944);
  static final Color CURSOR = new Color(0x8FD18B);

  /** What programs ask for is not always legible; a screenshot that is not explains nothing. */
  private static final int LEAST_CONTRAST = 60;

  private static final int[] FIRST_SIXTEEN = {
    0x596273, 0xE0626C, 0x8FC27A, 0xE0B566, 0x6AA2F0, 0xC583DC, 0x55BCC6, 0xC9CED6,
    0x7B8596, 0xFF818B, 0xAEE08F, 0xFFD787, 0x8FBDFF, 0xE0A3F5, 0x7FE0E8, 0xFFFFFF
  };

  private static final int[] CUBE_LEVELS = {0, 95, 135, 175, 215, 255};

  private Palette() {}

  static Color foreground(Style style) {
    Color background = background(style);
    Color colour =
        style.inverse()
            ? colour(style.background(), BACKGROUND)
            : colour(brightened(style), FOREGROUND);
    Color weighed = style.dim() ? between(colour, background) : colour;
    return isLegible(weighed, background) ? weighed : isDark(background) ? TITLE : BACKGROUND;
  }

  static Color background(Style style) {
    return style.inverse()
        ? colour(brightened(style), FOREGROUND)
        : colour(style.background(), BACKGROUND);
  }

  private static int brightened(Style style) {
    int colour = style.foreground();
    return style.bold() && colour >= 0 && colour < 8 ? colour + 8 : colour;
  }

  private static Color colour(int colour, Color ifDefault) {
    if (colour == Style.DEFAULT_COLOUR) {
      return ifDefault;
    }
    if (colour >= Style.RGB) {
      return new Color(colour & 0xFFFFFF);
    }
    if (colour < 16) {
      return new Color(FIRST_SIXTEEN[colour]);
    }
    if (colour < 232) {
      int cube = colour - 16;
      return new Color(CUBE_LEVELS[cube / 36], CUBE_LEVELS[cube / 6 % 6], CUBE_LEVELS[cube % 6]);
    }
    int grey = 8 + (colour - 232) * 10;
    return new Color(grey, grey, grey);
  }

  private static boolean isLegible(Color text, Color background) {
    return Math.abs(brightness(text) - brightness(background)) >= LEAST_CONTRAST;
  }

  private static boolean isDark(Color colour) {
    return brightness(colour) < 128;
  }

  /** As the eye weighs the colours, from 0 to 255 (ITU-R BT.601). */
  private static int brightness(Color colour) {
    return (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
  }

  private static Color between(Color a, Color b) {
    return new Color(
        (a.getRed() * 3 + b.getRed() * 2) / 5,
        (a.getGreen() * 3 + b.getGreen() * 2) / 5,
        (a.getBlue() * 3 + b.getBlue() * 2) / 5);
  }
}
