package dev.drover.internal.process;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** Longer and longer pauses, from one to fifty milliseconds, between looks at what may change. */
final class Pauses {

  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private long nanos = TimeUnit.MILLISECONDS.toNanos(1);

  void pause() throws InterruptedIOException {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted at a terminal");
    }
    nanos = Math.min(nanos * 2, LONGEST_NANOS);
  }
}
