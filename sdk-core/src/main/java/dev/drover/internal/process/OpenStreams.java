package dev.drover.internal.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Puts what a command writes into its log, and knows when that is over: when both streams have
 * ended, or, because a process left in the background may hold them open for ever, a while after
 * the shell has exited.
 */
final class OpenStreams implements OutputPump.Target {

  private static final long SILENCE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final OutputLog log;
  private int open;
  private int handingOn;
  private long since = System.nanoTime();

  /** Time in which something was being handed on does not count as waiting. */
  private long waitedNanos;

  OpenStreams(OutputLog log, int open) {
    this.log = log;
    this.open = open;
  }

  @Override
  public void output(boolean stderr, String text) {
    begin();
    try {
      log.append(stderr, text);
    } finally {
      end();
    }
  }

  @Override
  public synchronized void outputEnded() {
    open--;
    notifyAll();
  }

  /**
   * To be called when the shell has exited: waits for what may still come. Silence counts only when
   * the streams are being waited for: on a busy machine they may be full and nobody have come to
   * read them yet.
   *
   * @param empty whether all that was written has been read, as far as the system can tell
   */
  synchronized void awaitEnd(BooleanSupplier empty) throws InterruptedException {
    waitedNanos = 0;
    since = System.nanoTime();
    while (open > 0) {
      long silence = System.nanoTime() - since;
      long left = Math.min(SILENCE_NANOS - silence, LONGEST_NANOS - waitedNanos - silence);
      if (handingOn > 0) {
        wait();
      } else if (left > 0) {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } else if (empty.getAsBoolean()) {
        return;
      } else {
        wait(LOOK_AGAIN_MILLIS);
      }
    }
  }

  private synchronized void begin() {
    if (handingOn++ == 0) {
      waitedNanos += System.nanoTime() - since;
    }
  }

  /** That may have taken long: a receiver may be slow. */
  private synchronized void end() {
    if (--handingOn == 0) {
      since = System.nanoTime();
      notifyAll();
    }
  }
}
