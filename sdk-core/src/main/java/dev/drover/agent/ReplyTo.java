package dev.drover.agent;

import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to one request go: the connection on which it came, and its id. A hub that
 * gives no ids gets nothing but what {@code hub.md} has.
 *
 * @param vmId this VM
 * @param out sends
 * @param connection on which the request came
 * @param requestId its id, or null
 */
record ReplyTo(String vmId, Outbound out, Connection connection, @Nullable String requestId) {

  boolean hasId() {
    return requestId != null;
  }

  /**
   * Sends an answer.
   *
   * @return as {@link Outbound#send}
   */
  boolean send(HubMessage message) {
    return out.send(connection, WireCodec.HUB.encode(message));
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
}
