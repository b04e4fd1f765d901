package dev.drover.reference.internal.screen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How good a preview is. A step down is about a quarter of the bytes. */
public enum Quality {
  /** A quarter of the width and height, visibly compressed. */
  LOW(0.25, 0.4f),
  /** Half the width and height: readable, and small enough for several at once. */
  MEDIUM(0.5, 0.6f),
  /** Every pixel. */
  HIGH(1, 0.8f);

  final double scale;
  final float jpegQuality;

  Quality(double scale, float jpegQuality) {
    this.scale = scale;
    this.jpegQuality = jpegQuality;
  }

  /** The quality of that name; {@link #MEDIUM} if there is none. */
  public static Quality named(@Nullable String name) {
    for (Quality quality : values()) {
      if (quality.name().toLowerCase(Locale.ROOT).equals(name)) {
        return quality;
      }
    }
    return MEDIUM;
  }
}
