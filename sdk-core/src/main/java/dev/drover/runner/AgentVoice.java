package dev.drover.runner;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has to say, which waits for a connection, and for room on it. Socket.IO tells
 * nobody what has arrived, so how jobs ended is said again when the connection breaks soon after.
 */
final class AgentVoice {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ErrorSink errors;
  private final RecentEnds ends = new RecentEnds();
  private @Nullable Connection connection;
  private boolean closed;

  AgentVoice(ErrorSink errors) {
    this.errors = errors;
  }

  synchronized void onConnected(Connection now) {
    connection = now;
    notifyAll();
    if (!ends.isEmpty()) {
      DaemonThreads.executor().execute(() -> sayAgain(now));
    }
  }

  synchronized void onDisconnected() {
    connection = null;
  }

  /** Nothing more is said; who waits is let go. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** A job begins; how one of its name ended before is of no interest any more. */
  void begins(String job) {
    ends.forget(job);
  }

  /**
   * Says something, once.
   *
   * @return whether it was sent; false if the agent has ended, or the server does not take so much
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean say(RunnerMessage message) throws InterruptedException {
    return say(Frames.of(message), false);
  }

  /**
   * Says how a job ended, at least once.
   *
   * @param job what tells it from the others
   * @return as {@link #say(RunnerMessage)}
   * @throws InterruptedException if the waiting thread is interrupted
   */
  boolean sayEnd(String job, RunnerMessage message) throws InterruptedException {
    byte[] frame = Frames.of(message);
    RecentEnds.End end = ends.add(job, frame); // Before anybody can start another one.
    boolean said = say(frame, true);
    ends.said(end, said);
    return said;
  }

  private boolean say(byte[] frame, boolean through) throws InterruptedException {
    Connection current = await();
    while (current != null) {
      try {
        current.sendWaiting(frame, PATIENCE, through);
        return true;
      } catch (ConnectionException e) {
        if (e.reason() == Reason.TOO_LARGE) {
          errors.report("not sent: " + e.getMessage(), e);
          return false;
        } else if (e.reason() != Reason.OVERFLOW) {
          lost(current);
        }
        current = await();
      }
    }
    return false;
  }

  private void sayAgain(Connection now) {
    try {
      for (byte[] end : ends.frames()) {
        now.sendWaiting(end, PATIENCE, true);
      }
    } catch (ConnectionException e) {
      // The next connection is the next chance.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
