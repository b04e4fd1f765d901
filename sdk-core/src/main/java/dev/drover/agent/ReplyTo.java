package dev.drover.agent;

import dev.drover.ConnectionException;
import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to one request go: the connection on which it came, and its id. A hub that
 * gives no ids gets nothing but what {@code hub.md} has.
 *
 * @param vmId this VM
 * @param connection on which the request came
 * @param requestId its id, or null
 */
record ReplyTo(String vmId, Connection connection, @Nullable String requestId) {

  /** How long a hub that reads slowly is waited for before its connection is looked at again. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  boolean hasId() {
    return requestId != null;
  }

  /**
   * Sends an answer, however long the hub takes to read.
   *
   * @return false if the connection is over, or the answer is too large for it
   */
  boolean send(HubMessage message) {
    return send(connection, WireCodec.HUB.encode(message));
  }

  /** Tells that a request cannot be met. */
  void refuse(String code, String message, @Nullable String commandId) {
    if (hasId()) {
      Metadata metadata = commandId == null ? null : Metadata.ofCommand(commandId);
      send(new ErrorMessage(message, code, vmId, metadata, requestId));
    } else {
      send(new ErrorMessage(message, null, null, null, null));
    }
  }

  static boolean send(Connection connection, byte[] frame) {
    while (true) {
      try {
        connection.sendWaiting(frame, PATIENCE);
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
