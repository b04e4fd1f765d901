package dev.drover.runner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How jobs ended that the server may not have heard of yet. Safe for any thread. */
final class RecentEnds {

  /**
   * From when it was said: longer than a connection can be dead without either side's noticing.
   * Socket.IO's servers ping every 25 s and wait 20 s by default.
   */
  private static final Duration KEPT = Duration.ofMinutes(2);

  /** Recordings are large; when there are many, the oldest are forgotten sooner. */
  private static final long MOST_BYTES = 16 << 20;

  private final Map<String, End> ends = new LinkedHashMap<>();

  /** One job's end. */
  static final class End {
    private final AgentJob job;
    private final byte[] frame;
    private boolean said;
    private long saidNanos;

    private End(AgentJob job, byte[] frame) {
      this.job = job;
      this.frame = frame;
    }

    byte[] frame() {
      return frame;
    }
  }

  /** An end that is about to be said. */
  synchronized End add(AgentJob job, byte[] frame) {
    End end = new End(job, frame);
    ends.remove(job.key());
    ends.put(job.key(), end);
    trim();
    return end;
  }

  /** It was said, or cannot be. */
  synchronized void said(End end, boolean done) {
    if (!ends.remove(end.job.key(), end) || !done) {
      return;
    }
    end.said = true;
    end.saidNanos = System.nanoTime();
    ends.put(end.job.key(), end);
    trim();
  }

  synchronized void forget(String job) {
    ends.remove(job);
  }

  synchronized boolean isCurrent(End end) {
    return ends.get(end.job.key()) == end;
  }

  /** Whose ends these are, the oldest first. */
  synchronized List<AgentJob> jobs() {
    trim();
    return ends.values().stream().map(end -> end.job).toList();
  }

  /** Those that were said and may have been lost, the oldest first; others are about to be. */
  synchronized List<End> said() {
    trim();
    return ends.values().stream().filter(end -> end.said).toList();
  }

  /** Forgets what the server must have heard. */
  synchronized void trim() {
    List<End> said = new ArrayList<>(ends.values());
    said.removeIf(end -> !end.said);
    long bytes = said.stream().mapToLong(end -> end.frame.length).sum();
    Iterator<End> oldest = said.iterator();
    while (oldest.hasNext()) {
      End next = oldest.next();
      if (bytes <= MOST_BYTES && System.nanoTime() - next.saidNanos < KEPT.toNanos()) {
        return;
      }
      ends.remove(next.job.key(), next);
      bytes -= next.frame.length;
    }
  }
}
