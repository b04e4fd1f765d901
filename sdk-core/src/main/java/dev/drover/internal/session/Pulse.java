package dev.drover.internal.session;

import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whether a link's peer is alive. Any byte counts as life; a peer that is silent is asked by a
 * ping, and one that stays silent is cut off.
 */
final class Pulse {

  private final Link link;
  private final Duration interval;
  private @Nullable ScheduledFuture<?> timer;
  private boolean stopped;

  /** When the peer was first asked in this silence; only the timer's thread knows. */
  private @Nullable Long asked;

  Pulse(Link link, Duration interval) {
    this.link = link;
    this.interval = interval;
  }

  void begin() {
    watch(interval);
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private synchronized void watch(Duration delay) {
    if (!stopped) {
      timer = Timers.schedule(this::check, delay);
    }
  }

  /**
   * A reader that is busy handing over cannot hear, so it is not asked. Nobody is given up unasked,
   * however late this check comes on a machine that has stood still.
   */
  private void check() {
    Duration silence = link.silence();
    if (silence.compareTo(interval) < 0) {
      asked = null;
    } else if (!link.isBusy() && asked != null && isOver(asked)) {
      link.transport()
          .abort(
              "nothing arrived for %s, though the peer was asked (heartbeat %s)"
                  .formatted(Durations.text(silence), Durations.text(interval)));
      return;
    } else {
      asked = asked == null ? System.nanoTime() : asked;
      link.transport().ping();
    }
    Duration half = interval.dividedBy(2);
    watch(half.isZero() ? interval : half);
  }

  private boolean isOver(long since) {
    return System.nanoTime() - since >= interval.toNanos();
  }
}
