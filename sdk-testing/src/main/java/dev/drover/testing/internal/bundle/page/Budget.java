package dev.drover.testing.internal.bundle.page;

/** How many bytes a section may still take. */
final class Budget {

  private static final int SCRAP = 4_096;

  private int left;

  Budget(int bytes) {
    left = bytes;
  }

  /** Takes room for a piece, if there is enough. */
  boolean take(Html piece) {
    int size = piece.size();
    if (size > left) {
      return false;
    }
    left -= size;
    return true;
  }

  /** Whether there is hardly room for anything, so that making pieces is in vain. */
  boolean isSpent() {
    return left < SCRAP;
  }
}
