package dev.drover.execution;

import dev.drover.internal.session.Durations;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.ExecutionMessage.Ack;
import dev.drover.internal.wire.WireCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The guaranteed messages of {@code drover.v1}: each is let through once, and acknowledged when it
 * has been handled; over the next connection if there is none at that moment.
 */
final class Acknowledgements {

  /** Servers replay what five minutes have brought; nobody has had ten thousand steps in those. */
  private static final int REMEMBERED = 10_000;

  private final Predicate<byte[]> send;

  /** By id, in the order of arrival: whether it has been handled. */
  private final Map<String, Boolean> known = new LinkedHashMap<>();

  /** Handled while there was no connection to say so. */
  private final Set<String> unsent = new LinkedHashSet<>();

  private volatile @Nullable String newest;

  /**
   * Nothing to acknowledge yet.
   *
   * @param send sends a frame if it can be sent now, and says whether it was
   */
  Acknowledgements(Predicate<byte[]> send) {
    this.send = send;
  }

  /** Whether a message is new. One that was handled before is acknowledged again. */
  boolean isNew(String id) {
    synchronized (this) {
      Boolean handled = known.putIfAbsent(id, false);
      if (handled == null) {
        newest = id;
        forgetOldest();
        return true;
      }
      if (!handled) {
        return false;
      }
    }
    acknowledge(id);
    return false;
  }

  /** A message has been handled. */
  void handled(String id) {
    synchronized (this) {
      known.put(id, true);
    }
    acknowledge(id);
  }

  /** There is a connection again. */
  synchronized void onConnected(FrameSender sender) {
    unsent.forEach(id -> sender.send(frame(id)));
    unsent.clear();
  }

  /** The newest message that arrived. */
  @Nullable String newest() {
    return newest;
  }

  /** Whether the server has shown that it knows the extension. */
  boolean isUsed() {
    return newest != null;
  }

  /** Waits until nothing is missing, but not for longer than this. */
  synchronized void awaitNone(Duration patience) {
    long end = System.nanoTime() + Durations.nanos(patience);
    try {
      long left = end - System.nanoTime();
      while (left > 0 && !missing().isEmpty()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What has arrived and was not, or could not be, acknowledged; oldest first. */
  synchronized List<String> missing() {
    List<String> missing = new ArrayList<>(unsent);
    known.forEach(
        (id, handled) -> {
          if (!handled) {
            missing.add(id);
          }
        });
    return missing;
  }

  private void acknowledge(String id) {
    synchronized (this) {
      unsent.add(id);
    }
    if (send.test(frame(id))) {
      synchronized (this) {
        unsent.remove(id);
        notifyAll();
      }
    }
  }

  private void forgetOldest() {
    Iterator<Boolean> oldest = known.values().iterator();
    while (known.size() > REMEMBERED && oldest.next()) {
      oldest.remove();
    }
  }

  private static byte[] frame(String id) {
    return WireCodec.EXECUTION.encode(new Ack(id));
  }
}
