package dev.drover.internal.process;

import java.time.Duration;

/**
 * Knows when a command's output is over: when both streams have ended, or, because a process left
 * in the background may hold them open for ever, a while after the shell has exited.
 */
final class OpenStreams {

  private static final long SILENCE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

  private int open;
  private int handingOn;
  private long since = System.nanoTime();

  /** Time in which something was being handed on does not count as waiting. */
  private long waitedNanos;

  OpenStreams(int open) {
    this.open = open;
  }

  /** Something was read. */
  synchronized void read() {
    if (handingOn++ == 0) {
      waitedNanos += System.nanoTime() - since;
    }
  }

  /** What was read is handed on; that may have taken long if the receiver is slow. */
  synchronized void handedOn() {
    if (--handingOn == 0) {
      since = System.nanoTime();
      notifyAll();
    }
  }

  synchronized void ended() {
    open--;
    notifyAll();
  }

  /** To be called when the shell has exited: waits for what may still come. */
  synchronized void awaitEnd() throws InterruptedException {
    waitedNanos = 0;
    since = System.nanoTime();
    while (open > 0) {
      long silence = System.nanoTime() - since;
      long left = Math.min(SILENCE_NANOS - silence, LONGEST_NANOS - waitedNanos - silence);
      if (handingOn > 0) {
        wait();
      } else if (left > 0) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } else {
        return;
      }
    }
  }
}
