package dev.drover.agent;

import dev.drover.ConnectionException;
import dev.drover.Limits;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.ErrorSink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a VM's messages, however long the other side takes to read them. */
final class Outbound {

  private static final Logger log = LoggerFactory.getLogger(Outbound.class);

  /** How long a slow reader is waited for before its connection is looked at again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int FRAME_HEADER_BYTES = 16;

  private final int maxFrameBytes;
  private final ErrorSink errors;
  private volatile @Nullable Connection registered;

  Outbound(Limits limits, ErrorSink errors) {
    maxFrameBytes =
        Math.min(limits.maxMessageBytes(), limits.maxQueuedBytes()) - FRAME_HEADER_BYTES;
    this.errors = errors;
  }

  /** The largest message that can be sent, and that the other side can be expected to take. */
  int maxFrameBytes() {
    return maxFrameBytes;
  }

  /** The VM is registered on a new connection. */
  void onRegistered(Connection now) {
    registered = now;
  }

  /**
   * Sends what nobody asked for on the connection of the moment; without one it is lost. Not for
   * reading threads.
   *
   * @return whether it was sent
   */
  boolean sendUnasked(byte[] frame) {
    Connection now = registered;
    if (now != null && send(now, frame)) {
      return true;
    }
    log.debug("a message of {} bytes that nobody asked for was lost", frame.length);
    return false;
  }

  /**
   * Sends a frame on a certain connection. Not for reading threads.
   *
   * @return false if that connection is over, or the frame too large
   */
  boolean send(Connection connection, byte[] frame) {
    return send(connection, frame, false);
  }

  /**
   * Sends a frame on a certain connection, and waits until it has left this program: for what goes
   * out on the next connection if it did not on this one. Not for reading threads.
   *
   * @return as {@link #send}
   */
  boolean sendThrough(Connection connection, byte[] frame) {
    return send(connection, frame, true);
  }

  private boolean send(Connection connection, byte[] frame, boolean through) {
    if (frame.length > maxFrameBytes) {
      errors.report(
          "a message of %d bytes is over the limit of %d and was not sent"
              .formatted(frame.length, maxFrameBytes),
          null);
      return false;
    }
    while (true) {
      try {
        connection.sendWaiting(frame, PATIENCE, through);
        return true;
      } catch (ConnectionException e) {
        if (e.reason() != ConnectionException.Reason.OVERFLOW) {
          return false;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
