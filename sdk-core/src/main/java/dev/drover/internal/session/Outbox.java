package dev.drover.internal.session;

import dev.drover.WhileDisconnected;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/** Frames that wait for a connection, if the options let them. Guarded by the session's lock. */
final class Outbox {

  private final int capacity;
  private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
  private final ArrayDeque<BooleanSupplier> wanted = new ArrayDeque<>();

  Outbox(WhileDisconnected policy) {
    this.capacity = policy instanceof WhileDisconnected.Queue queue ? queue.maxRequests() : 0;
  }

  /** Whether there was room. */
  boolean offer(byte[] frame, BooleanSupplier stillWanted) {
    if (frames.size() >= capacity) {
      return false;
    }
    frames.add(frame);
    wanted.add(stillWanted);
    return true;
  }

  /** Sends what somebody still waits for. */
  void flush(SessionProtocol.FrameSender sender) {
    while (!frames.isEmpty()) {
      byte[] frame = frames.remove();
      if (wanted.remove().getAsBoolean()) {
        sender.send(frame);
      }
    }
  }

  void clear() {
    frames.clear();
    wanted.clear();
  }
}
