package dev.drover.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Says again and again that this side is alive, for as long as there is a connection. */
public final class Heartbeats {

  private final Duration interval;
  private final BooleanSupplier beat;
  private @Nullable Future<?> next;
  private int generation;

  /**
   * Heartbeats that have not begun.
   *
   * @param interval between them
   * @param beat sends one, and may wait; false if there is no connection
   */
  public Heartbeats(Duration interval, BooleanSupplier beat) {
    this.interval = interval;
    this.beat = beat;
  }

  /** Begins; the first is due after an interval. */
  public synchronized void begin() {
    end();
    schedule(generation);
  }

  /** Ends. */
  public synchronized void end() {
    generation++;
    if (next != null) {
      next.cancel(false);
    }
  }

  /** The next one is due when the last has been sent, however slow the other side is. */
  private synchronized void schedule(int since) {
    if (since == generation) {
      next = Timers.schedule(() -> DaemonThreads.executor().execute(() -> beat(since)), interval);
    }
  }

  private void beat(int since) {
    if (isCurrent(since) && beat.getAsBoolean()) {
      schedule(since);
    }
  }

  private synchronized boolean isCurrent(int since) {
    return since == generation;
  }
}
