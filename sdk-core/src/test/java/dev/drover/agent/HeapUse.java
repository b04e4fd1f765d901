package dev.drover.agent;

/** What this JVM holds. */
final class HeapUse {

  private HeapUse() {}

  /**
   * Bytes in use; the least of several collections, so that what is only passing does not count.
   */
  static long afterGc() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
