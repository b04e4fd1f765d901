package dev.drover.reference.internal.hub;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one kind to a VM that knows no ids: one at a time, since only their order tells
 * which answer belongs to which. After a timeout the lane waits for the late answer, so that it
 * does not pass for the next one's.
 */
final class Lane {

  private static final int MAX_WAITING = 1_000;

  private record Waiting(Route route, Runnable send) {}

  private final Clock clock;
  private final Duration timeout;
  private final Consumer<Route> silent;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private @Nullable Route inFlight;
  private @Nullable Route late;
  private long since;
  private @Nullable Future<?> timer;

  Lane(Clock clock, Duration timeout, Consumer<Route> silent) {
    this.clock = clock;
    this.timeout = timeout;
    this.silent = silent;
  }

  /** Sends a request in its turn; false if too many are waiting. */
  boolean add(Route route, Runnable send) {
    if (waiting.size() >= MAX_WAITING) {
      return false;
    }
    waiting.add(new Waiting(route, send));
    next();
    return true;
  }

  private void next() {
    while (!isBusy() && !waiting.isEmpty()) {
      Waiting first = waiting.remove();
      if (!first.route().isOrphan()) {
        start(first.route());
        first.send().run();
      }
    }
  }

  private void start(Route route) {
    inFlight = route;
    since = System.nanoTime();
    timer = clock.later(timeout, () -> expire(route));
  }

  private void expire(Route route) {
    if (inFlight == route) {
      inFlight = null;
      late = route;
      timer = clock.later(timeout, () -> endQuarantine(route));
      silent.accept(route);
    }
  }

  private void endQuarantine(Route route) {
    if (late == route) {
      late = null;
      next();
    }
  }

  /** The request that an answer ends: of all that could be meant, the oldest. */
  static @Nullable Route answered(Map<Kind, Lane> lanes, String type) {
    Lane oldest = null;
    for (Map.Entry<Kind, Lane> entry : lanes.entrySet()) {
      Lane lane = entry.getValue();
      boolean meant = entry.getKey().isAnsweredBy(type) || (type.equals("error") && lane.isBusy());
      if (meant && (oldest == null || lane.since < oldest.since)) {
        oldest = lane;
      }
    }
    return oldest == null ? null : oldest.answered();
  }

  /** The request that an answer ends; null if nobody waits for it any more. */
  private @Nullable Route answered() {
    if (!isBusy()) {
      return null;
    }
    Route answered = inFlight;
    stopTimer();
    inFlight = null;
    late = null;
    next();
    return answered;
  }

  private boolean isBusy() {
    return inFlight != null || late != null;
  }

  /** The VM is gone. */
  void abandon() {
    stopTimer();
    waiting.clear();
    inFlight = null;
    late = null;
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
