package dev.drover.reference.internal.execution;

import java.util.ArrayDeque;

/** Lets a hundred log entries through in any second; counts the others. */
final class LogGate {

  static final int PER_SECOND = 100;
  private static final long WINDOW_MILLIS = 1_000;

  private final ArrayDeque<Long> admitted = new ArrayDeque<>(PER_SECOND);
  private long dropped;

  boolean admits(long now) {
    if (admitted.size() == PER_SECOND) {
      if (now - admitted.getFirst() < WINDOW_MILLIS) {
        dropped++;
        return false;
      }
      admitted.removeFirst();
    }
    admitted.addLast(now);
    return true;
  }

  /** How many were dropped so far. */
  long dropped() {
    return dropped;
  }
}
