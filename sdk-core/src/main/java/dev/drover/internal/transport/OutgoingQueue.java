package dev.drover.internal.transport;

import dev.drover.internal.transport.OutgoingFrame.Fate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;

/**
 * Frames that wait to be written or are being written, counted in bytes. Not for several threads at
 * once: its writer has a lock.
 */
final class OutgoingQueue {

  /** Pongs to a peer that asks and asks but does not read are dropped beyond this. */
  private static final int MOST_CONTROL_BYTES = 16 << 10;

  private final int limit;
  private final Queue<OutgoingFrame> queue = new ArrayDeque<>();
  private int messageBytes;
  private int controlBytes;

  OutgoingQueue(int maxQueuedBytes) {
    this.limit = maxQueuedBytes;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  int bytes() {
    return messageBytes + controlBytes;
  }

  /** Control frames have a room of their own, and a goodbye is always let in. */
  boolean hasRoomFor(OutgoingFrame frame) {
    return frame.isControl()
        ? frame.isGoodbye() || controlBytes <= MOST_CONTROL_BYTES
        : frame.size() <= limit - messageBytes;
  }

  void add(OutgoingFrame frame) {
    count(frame, 1);
    queue.add(frame);
  }

  /** Counts a frame that is written at once. */
  void pass(OutgoingFrame frame) {
    count(frame, 1);
  }

  /** Moves frames over, for one write: at least one if there is any. They count until written. */
  void take(List<OutgoingFrame> batch) {
    int bytes = 0;
    OutgoingFrame next = queue.peek();
    while (next != null && (bytes == 0 || bytes + next.size() <= FrameEncoder.BUFFER_BYTES)) {
      bytes += next.size();
      batch.add(queue.remove());
      next = queue.peek();
    }
  }

  /** Frames that were taken, or passed, have come to their end. */
  void forget(Collection<OutgoingFrame> frames, Fate fate) {
    for (OutgoingFrame frame : frames) {
      frame.become(fate);
      count(frame, -1);
    }
  }

  /** Drops all that was not taken. */
  void clear() {
    forget(queue, Fate.DROPPED);
    queue.clear();
  }

  TransportException overflow(OutgoingFrame frame, String more) {
    if (!canEverHold(frame)) {
      return new TransportException(
          TransportException.Kind.TOO_LARGE,
          "a message of %d bytes is over the limit of %d of what may wait to be sent (Limits.maxQueuedBytes)"
              .formatted(frame.size(), limit));
    }
    return new TransportException(
        TransportException.Kind.OVERFLOW,
        "%d bytes wait to be sent already, %d more would go over the limit of %d%s"
            .formatted(messageBytes, frame.size(), limit, more));
  }

  boolean canEverHold(OutgoingFrame frame) {
    return frame.size() <= limit;
  }

  private void count(OutgoingFrame frame, int sign) {
    if (frame.isControl()) {
      controlBytes += sign * frame.size();
    } else {
      messageBytes += sign * frame.size();
    }
  }
}
