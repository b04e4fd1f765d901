package dev.drover.hub;

import java.util.ArrayDeque;

/** The newest part of a command's output, bounded. Guarded by its owner. */
final class OutputBuffer {

  private final int capacity;
  private final ArrayDeque<String> pieces = new ArrayDeque<>();
  private long length;
  private boolean truncated;

  OutputBuffer(int capacity) {
    this.capacity = capacity;
  }

  void add(String piece) {
    String kept = piece;
    if (piece.length() > capacity) {
      kept = piece.substring(piece.length() - capacity);
      truncated = true;
    }
    pieces.add(kept);
    length += kept.length();
    while (length > capacity) {
      length -= pieces.remove().length();
      truncated = true;
    }
  }

  void markTruncated() {
    truncated = true;
  }

  boolean isTruncated() {
    return truncated;
  }

  String text() {
    return pieces.size() == 1 ? pieces.element() : String.join("", pieces);
  }
}
