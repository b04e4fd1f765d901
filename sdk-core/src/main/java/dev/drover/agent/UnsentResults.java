package dev.drover.agent;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Results that could not be sent because the connection was down, for a hub that cannot ask for
 * them again. They go out when the VM has registered again.
 */
final class UnsentResults {

  private static final int MAX_KEPT = 64;

  private final Deque<byte[]> frames = new ArrayDeque<>();
  private final Outbound out;
  private @Nullable Connection registered;

  UnsentResults(Outbound out) {
    this.out = out;
  }

  /**
   * Keeps a result.
   *
   * @param frame the whole message
   * @param tried the connection on which it did not go out
   */
  synchronized void add(byte[] frame, Connection tried) {
    if (frames.size() == MAX_KEPT) {
      frames.poll();
    }
    frames.add(frame);
    Connection now = registered;
    if (now != null && now != tried) {
      sendLater(now);
    }
  }

  /** The VM has registered on a new connection. */
  synchronized void onRegistered(Connection connection) {
    registered = connection;
    if (!frames.isEmpty()) {
      sendLater(connection);
    }
  }

  private void sendLater(Connection connection) {
    DaemonThreads.executor().execute(() -> send(connection));
  }

  private void send(Connection connection) {
    for (byte[] frame = take(); frame != null; frame = take()) {
      if (!out.sendThrough(connection, frame)) {
        putBack(frame, connection);
        return;
      }
    }
  }

  private synchronized byte @Nullable [] take() {
    return frames.poll();
  }

  private synchronized void putBack(byte[] frame, Connection tried) {
    frames.addFirst(frame);
    Connection now = registered;
    if (now != null && now != tried) {
      sendLater(now);
    }
  }
}
