package dev.drover.internal.transport;

import java.util.concurrent.atomic.AtomicInteger;

/** How much callers may write by themselves, instead of leaving it to the task that drains. */
final class DirectWrites {

  /**
   * The most that a caller writes by itself when the peer has been heard since the last write. Less
   * than any socket buffer, so that no caller waits for a peer that does not read.
   */
  private static final int FIRST_BYTES = 8 << 10;

  /**
   * The most that callers write by themselves between two signs of life of the peer: about ten
   * small requests. With more, shared writes carry half as many again.
   */
  private static final int MOST_BYTES = 2 << 10;

  private final AtomicInteger unanswered = new AtomicInteger();

  /** The peer is alive. */
  void heard() {
    unanswered.set(0);
  }

  /** So much was written, by whomever. */
  void wrote(int bytes) {
    unanswered.addAndGet(bytes);
  }

  /** Whether a caller may write so much. */
  boolean allow(int bytes) {
    int before = unanswered.get();
    return before + bytes <= (before == 0 ? FIRST_BYTES : MOST_BYTES);
  }
}
