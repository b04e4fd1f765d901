package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;

/**
 * The guaranteed messages of one execution, kept for five minutes for those who were away. Ids are
 * opaque to clients; they name this run, so that one of another run under the same execution id is
 * recognised as such.
 */
final class GuaranteedLog {

  static final long KEPT_MILLIS = 5 * 60_000;

  /** A plan of ten thousand steps is one that nobody looks at step by step. */
  private static final int MAX_KEPT = 10_000;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final ArrayDeque<Guaranteed> kept = new ArrayDeque<>();
  private long last;

  /** The newest that is kept no longer. */
  private long forgotten;

  /** What to send to somebody who comes back. */
  record Missed(List<Guaranteed> messages, boolean complete) {}

  /** A message for everybody. */
  Guaranteed add(ExecutionMessage message, long now) {
    Guaranteed added = next(message, now);
    kept.add(added);
    prune(now);
    return added;
  }

  /** A message for one connection alone: it has an id, but is not sent again. */
  Guaranteed next(ExecutionMessage message, long now) {
    last++;
    return new Guaranteed(run + "-" + last, last, now, message);
  }

  /** What came after a message; everything if that message is not of this run. */
  Missed since(String id, long now) {
    prune(now);
    long seen = seqOf(id);
    return new Missed(kept.stream().filter(m -> m.seq > seen).toList(), forgotten <= seen);
  }

  private void prune(long now) {
    while (!kept.isEmpty()
        && (kept.size() > MAX_KEPT || now - kept.getFirst().millis > KEPT_MILLIS)) {
      forgotten = kept.removeFirst().seq;
    }
  }

  /** The place of a message; 0, before the first, if none is named, -1 if it is not of this run. */
  private long seqOf(String id) {
    if (id.isEmpty()) {
      return 0;
    }
    boolean known = id.matches(run + "-[0-9]{1,18}");
    long seq = known ? Long.parseLong(id.substring(run.length() + 1)) : -1;
    return seq <= last ? seq : -1;
  }
}
