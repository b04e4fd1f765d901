package dev.drover.runner;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How jobs ended lately, which may have been lost with a connection. Safe for any thread. */
final class RecentEnds {

  /**
   * Longer than a connection can be dead without either side's noticing: Socket.IO's servers ping
   * every 25 s and wait 20 s by default.
   */
  private static final Duration KEPT = Duration.ofMinutes(2);

  /** More jobs than an agent ends in that time with anybody waiting for them. */
  private static final int MOST = 100;

  private final Map<String, End> ends = new LinkedHashMap<>();

  /** One job's end. */
  static final class End {
    private final byte[] frame;
    private final long nanos = System.nanoTime();
    private boolean said;

    private End(byte[] frame) {
      this.frame = frame;
    }
  }

  /** An end that is about to be said. */
  synchronized End add(String job, byte[] frame) {
    End end = new End(frame);
    ends.remove(job);
    ends.put(job, end);
    trim();
    return end;
  }

  /** It was said, or cannot be. */
  synchronized void said(End end, boolean done) {
    end.said = done;
    if (!done) {
      ends.values().remove(end);
    }
  }

  synchronized void forget(String job) {
    ends.remove(job);
  }

  synchronized boolean isEmpty() {
    return ends.isEmpty();
  }

  /** Those that may have been lost, oldest first. */
  synchronized List<byte[]> frames() {
    trim();
    return ends.values().stream().filter(end -> end.said).map(end -> end.frame).toList();
  }

  private void trim() {
    Iterator<End> oldest = ends.values().iterator();
    while (oldest.hasNext()) {
      End next = oldest.next();
      if (ends.size() <= MOST && System.nanoTime() - next.nanos < KEPT.toNanos()) {
        return;
      }
      oldest.remove();
    }
  }
}
