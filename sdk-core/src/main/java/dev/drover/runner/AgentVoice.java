package dev.drover.runner;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an agent has to say, which waits for a connection, and for room on it. */
final class AgentVoice {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is larger, and cannot be sent, is larger than the server takes. */
  private static final int SURELY_SMALL_ENOUGH = 100_000;

  private @Nullable Connection connection;
  private boolean closed;

  synchronized void onConnected(Connection now) {
    connection = now;
    notifyAll();
  }

  synchronized void onDisconnected() {
    connection = null;
  }

  /** Nothing more is said; who waits is let go. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /**
   * Says something, once.
   *
   * @return whether it was sent; false if the agent has ended, or the server does not take so much
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean say(RunnerMessage message) throws InterruptedException {
    byte[] frame = Frames.of(message);
    Connection current = await();
    while (current != null) {
      try {
        current.sendWaiting(frame, PATIENCE, false);
        return true;
      } catch (ConnectionException e) {
        if (e.reason() != Reason.OVERFLOW) {
          lost(current);
        } else if (frame.length > SURELY_SMALL_ENOUGH) {
          return false;
        }
        current = await();
      }
    }
    return false;
  }

  private synchronized @Nullable Connection await() throws InterruptedException {
    while (connection == null && !closed) {
      wait();
    }
    return closed ? null : connection;
  }

  private synchronized void lost(Connection broken) {
    if (connection == broken) {
      connection = null;
    }
  }
}
