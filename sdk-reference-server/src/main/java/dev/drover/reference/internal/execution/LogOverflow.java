package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.clock.LockedClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/**
 * Tells of dropped log entries, once a second.
 *
 * @param <W> where they were dropped
 */
final class LogOverflow<W> {

  private static final long EVERY_MILLIS = 1_000;

  private final LockedClock clock;
  private final ObjLongConsumer<W> tell;
  private final Map<W, Long> untold = new LinkedHashMap<>();
  private boolean waits;

  LogOverflow(LockedClock clock, ObjLongConsumer<W> tell) {
    this.clock = clock;
    this.tell = tell;
  }

  void dropped(W where) {
    untold.merge(where, 1L, Long::sum);
    if (!waits) {
      waits = true;
      clock.later(
          EVERY_MILLIS,
          () -> {
            waits = false;
            tellNow();
          });
    }
  }

  /** Tells what was not told yet. */
  void tellNow() {
    Map<W, Long> all = new LinkedHashMap<>(untold);
    untold.clear();
    all.forEach(tell::accept);
  }
}
