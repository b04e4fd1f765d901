package dev.drover.testing.internal.bundle.page;

/**
 * How well colours can be told apart (WCAG 2.1, "contrast ratio"); colours are {@code 0xRRGGBB}.
 */
final class Contrast {

  private static final int STEPS = 10;

  private Contrast() {}

  static double ratio(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /** The text's colour, moved towards white or black until it can be read. */
  static int raise(int text, int background, double least) {
    int towards = ratio(0xFFFFFF, background) >= ratio(0, background) ? 0xFFFFFF : 0;
    int colour = text;
    for (int step = 1; step <= STEPS && ratio(colour, background) < least; step++) {
      colour = mix(text, towards, step);
    }
    return colour;
  }

  private static int mix(int from, int to, int step) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xFF;
      int b = to >> shift & 0xFF;
      mixed |= (a + (b - a) * step / STEPS) << shift;
    }
    return mixed;
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16 & 0xFF)
        + 0.7152 * linear(colour >> 8 & 0xFF)
        + 0.0722 * linear(colour & 0xFF);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
