package dev.drover.execution;

import dev.drover.Gap;
import dev.drover.internal.session.DefaultEventStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What leaves a gap among the events: a time without connection, or a server that leaves out. */
final class Outage {

  /** For so long servers keep what they would have said ({@code execution-monitoring.md}). */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final DefaultEventStream<ExecutionEvent> events;
  private volatile @Nullable Instant since;
  private volatile Instant lastFrom = Instant.now();

  Outage(DefaultEventStream<ExecutionEvent> events) {
    this.events = events;
  }

  void begins() {
    since = Instant.now();
  }

  /** There is no connection; so a connection that broke before it was ready ends no outage. */
  void goesOn() {
    if (since == null) {
      begins();
    }
  }

  /**
   * Something arrived, or could arrive: what comes from now on stands behind the gap.
   *
   * @param resumable whether the server has shown that it repeats guaranteed messages
   */
  void isOver(boolean resumable) {
    if (since != null) {
      Instant from = take();
      if (from != null) {
        publish(from, resumable);
      }
    }
  }

  private synchronized @Nullable Instant take() {
    Instant from = since;
    since = null;
    return from;
  }

  /** The last one was, though it had seemed that everything could be resumed. */
  void wasTooLong(String words) {
    Instant from = lastFrom;
    String cause = "steps and errors are missing, too: " + words;
    Instant to = Instant.now();
    events.publishGap(
        new Gap(from, to, cause, 0), new ExecutionEvent.Gap(from, to, cause, 0, true));
  }

  /** Log lines of a device came too fast for the server, which has dropped some. */
  void leftOut(String deviceId, String words) {
    Instant now = Instant.now();
    String cause = "the server dropped log lines of " + deviceId + ": " + words;
    events.publishGap(
        new Gap(now, now, cause, 0), new ExecutionEvent.Gap(now, now, cause, 0, false));
  }

  private void publish(Instant from, boolean resumable) {
    lastFrom = from;
    Instant to = Instant.now();
    boolean resumed = resumable && Duration.between(from, to).compareTo(KEPT) < 0;
    String cause =
        "the connection was lost; progress, device states and log lines of that time are missing"
            + (resumed ? ", steps and errors follow" : ", and so are steps and errors");
    Gap gap = new Gap(from, to, cause, 0);
    events.publishGap(gap, new ExecutionEvent.Gap(from, to, cause, 0, !resumed));
  }
}
