package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.clock.LockedClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Tells of dropped log entries, once a second. */
final class LogOverflow {

  private static final long EVERY_MILLIS = 1_000;

  private final LockedClock clock;
  private final ObjLongConsumer<Device> tell;
  private final Map<Device, Long> untold = new LinkedHashMap<>();
  private boolean waits;

  LogOverflow(LockedClock clock, ObjLongConsumer<Device> tell) {
    this.clock = clock;
    this.tell = tell;
  }

  void dropped(Device device) {
    untold.merge(device, 1L, Long::sum);
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
    Map<Device, Long> all = new LinkedHashMap<>(untold);
    untold.clear();
    all.forEach(tell::accept);
  }
}
