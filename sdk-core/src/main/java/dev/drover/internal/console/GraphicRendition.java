package dev.drover.internal.console;

import java.util.List;

/**
 * The control sequence "select graphic rendition" (ECMA-48, 8.3.117), with its common additions.
 */
final class GraphicRendition {

  private GraphicRendition() {}

  static Style apply(Style before, List<Integer> parameters) {
    Style style = parameters.isEmpty() ? Style.PLAIN : before;
    int i = 0;
    while (i < parameters.size()) {
      int parameter = parameters.get(i);
      if (parameter == 38 || parameter == 48) {
        int colour = extended(parameters, i + 1, style, parameter == 38);
        style = parameter == 38 ? style.withForeground(colour) : style.withBackground(colour);
        i += extendedLength(parameters, i + 1);
      } else {
        style = apply(style, parameter);
      }
      i++;
    }
    return style;
  }

  private static Style apply(Style style, int parameter) {
    return switch (parameter) {
      case 0 -> Style.PLAIN;
      case 1 -> style.withWeight(true, false);
      case 2 -> style.withWeight(false, true);
      case 3 -> style.withItalic(true);
      case 4, 21 -> style.withUnderline(true);
      case 7 -> style.withInverse(true);
      case 22 -> style.withWeight(false, false);
      case 23 -> style.withItalic(false);
      case 24 -> style.withUnderline(false);
      case 27 -> style.withInverse(false);
      case 39 -> style.withForeground(Style.DEFAULT_COLOUR);
      case 49 -> style.withBackground(Style.DEFAULT_COLOUR);
      default -> colour(style, parameter);
    };
  }

  private static Style colour(Style style, int parameter) {
    if (parameter >= 30 && parameter <= 37) {
      return style.withForeground(parameter - 30);
    }
    if (parameter >= 40 && parameter <= 47) {
      return style.withBackground(parameter - 40);
    }
    if (parameter >= 90 && parameter <= 97) {
      return style.withForeground(parameter - 90 + 8);
    }
    if (parameter >= 100 && parameter <= 107) {
      return style.withBackground(parameter - 100 + 8);
    }
    return style;
  }

  /** {@code 5;n} of the palette, or {@code 2;r;g;b}; anything else changes nothing. */
  private static int extended(List<Integer> parameters, int from, Style style, boolean foreground) {
    int length = extendedLength(parameters, from);
    if (length == 2) {
      return parameters.get(from + 1) & 0xFF;
    }
    if (length == 4) {
      return Style.RGB
          | (parameters.get(from + 1) & 0xFF) << 16
          | (parameters.get(from + 2) & 0xFF) << 8
          | (parameters.get(from + 3) & 0xFF);
    }
    return foreground ? style.foreground() : style.background();
  }

  private static int extendedLength(List<Integer> parameters, int from) {
    int left = parameters.size() - from;
    int kind = left > 0 ? parameters.get(from) : 0;
    if (kind == 5 && left >= 2) {
      return 2;
    }
    return kind == 2 && left >= 4 ? 4 : Math.max(0, left);
  }
}
