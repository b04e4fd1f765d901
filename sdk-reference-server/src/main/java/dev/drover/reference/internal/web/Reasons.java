package dev.drover.reference.internal.web;

import java.nio.charset.StandardCharsets;

/** Reasons of closes, which a close frame's 123 bytes must hold. */
final class Reasons {

  private static final int MAX_BYTES = 123;

  private Reasons() {}

  static String fitting(String reason) {
    String cut = reason;
    while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }
}
