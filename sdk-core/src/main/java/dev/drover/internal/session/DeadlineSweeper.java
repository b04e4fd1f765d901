package dev.drover.internal.session;

import dev.drover.internal.concurrent.DaemonThreads;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the deadlines of all pending requests with one thread. A request costs one comparison:
 * the thread is woken only for a deadline earlier than the one it sleeps towards, and since
 * deadlines are mostly equally far away, that is rare.
 */
final class DeadlineSweeper implements Runnable {

  /** Requests with deadlines. */
  interface Table {
    /**
     * Ends what is overdue.
     *
     * @param nowNanos the time, by {@link System#nanoTime()}
     * @return nanoseconds until the next deadline, or {@link Long#MAX_VALUE}
     */
    long expire(long nowNanos);
  }

  private static final Logger log = LoggerFactory.getLogger(DeadlineSweeper.class);

  private static final DeadlineSweeper SHARED = new DeadlineSweeper();

  /** Deadlines are counted from here, so that they compare as plain numbers. */
  private final long base = System.nanoTime();

  private final Set<Table> tables = ConcurrentHashMap.newKeySet();
  private final AtomicLong wakeAt = new AtomicLong(Long.MAX_VALUE);
  private final Thread thread = DaemonThreads.start("drover-deadlines", this);

  private DeadlineSweeper() {}

  static DeadlineSweeper shared() {
    return SHARED;
  }

  void add(Table table) {
    tables.add(table);
  }

  void remove(Table table) {
    tables.remove(table);
  }

  /** To be called after the request stands in its table. */
  void expect(long deadlineNanos) {
    long deadline = deadlineNanos - base;
    if (deadline < wakeAt.get()) {
      wakeAt.accumulateAndGet(deadline, Math::min);
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    while (true) {
      long left = wakeAt.get() - (System.nanoTime() - base);
      if (left > 0) {
        LockSupport.parkNanos(this, left);
        continue;
      }
      // Reset before looking: a deadline added while we look either is seen, or lowers it again.
      wakeAt.set(Long.MAX_VALUE);
      long now = System.nanoTime();
      tables.forEach(table -> sweep(table, now));
    }
  }

  private void sweep(Table table, long now) {
    try {
      long next = table.expire(now);
      if (next != Long.MAX_VALUE) {
        wakeAt.accumulateAndGet(now + next - base, Math::min);
      }
    } catch (Throwable t) {
      // One table's trouble must not cost the others their deadlines.
      log.error("deadlines could not be checked, they will be again in a second", t);
      wakeAt.accumulateAndGet(now - base + 1_000_000_000L, Math::min);
    }
  }
}
