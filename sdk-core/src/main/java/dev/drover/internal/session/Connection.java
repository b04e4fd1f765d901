package dev.drover.internal.session;

import dev.drover.ConnectionException;
import java.time.Duration;

/**
 * One of a session's successive connections: what is sent here goes out on this one or not at all.
 * For answers, which a later connection's peer would not understand.
 */
public interface Connection {

  /**
   * Sends a frame, waiting for room while the peer is slow. Never to be called on a reading thread.
   *
   * @param frame UTF-8
   * @param patience how long to wait for room
   * @param through whether to wait on until the frame has left this program, for as long as the
   *     connection lasts: for what goes out on the next connection if it did not on this one
   * @throws ConnectionException if it was not sent; with {@link
   *     ConnectionException.Reason#OVERFLOW} if there was no room for so long
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void sendWaiting(byte[] frame, Duration patience, boolean through) throws InterruptedException;
}
