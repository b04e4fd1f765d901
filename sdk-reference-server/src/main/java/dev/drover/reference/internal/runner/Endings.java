package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.internal.clock.LockedClock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How jobs ended lately, for clients that were away at that time. Used under the lock. */
final class Endings {

  private static final long KEPT_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Recordings bring their code along; when there are many, the oldest are forgotten sooner. */
  private static final long MOST_BYTES = 16 << 20;

  /** What an ending needs besides its texts, about. */
  private static final int OVERHEAD_BYTES = 200;

  private final LockedClock clock;
  private final Map<String, Ending> endings = new LinkedHashMap<>();
  private long bytes;

  Endings(LockedClock clock) {
    this.clock = clock;
  }

  /**
   * A job has ended.
   *
   * @param event what its client was told
   * @param lost whether that was the server's conclusion: its agent may still be at work on it
   */
  void note(String executionId, Event event, boolean lost) {
    forget(executionId);
    Ending ending = new Ending(event, lost, clock.now(), size(executionId, event.arguments()));
    endings.put(executionId, ending);
    bytes += ending.bytes();
    Iterator<Ending> oldest = endings.values().iterator();
    while (oldest.hasNext()) {
      Ending next = oldest.next();
      if (bytes <= MOST_BYTES && !isOver(next)) {
        return;
      }
      oldest.remove();
      bytes -= next.bytes();
    }
  }

  /** What was told of a job's end, if that is known. */
  @Nullable Event of(String executionId) {
    Ending ending = known(executionId);
    return ending == null ? null : ending.event();
  }

  /** Whether its agent has said that a job has ended. */
  boolean isDone(String executionId) {
    Ending ending = known(executionId);
    return ending != null && !ending.lost();
  }

  /** A job of that id begins, or goes on. */
  void forget(String executionId) {
    Ending ending = endings.remove(executionId);
    if (ending != null) {
      bytes -= ending.bytes();
    }
  }

  private @Nullable Ending known(String executionId) {
    Ending ending = endings.get(executionId);
    return ending == null || isOver(ending) ? null : ending;
  }

  private boolean isOver(Ending ending) {
    return clock.now() - ending.at() > KEPT_MILLIS;
  }

  private static long size(String executionId, Arguments arguments) {
    long size = OVERHEAD_BYTES + 2L * executionId.length();
    for (int i = 0; i < arguments.size(); i++) {
      size += arguments.json(i).length;
    }
    for (byte[] attachment : arguments.attachments()) {
      size += attachment.length;
    }
    return size;
  }

  private record Ending(Event event, boolean lost, long at, long bytes) {}
}
