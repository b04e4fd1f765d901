package dev.drover.agent;

import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import dev.drover.internal.wire.HubMessage.StatusResponse;
import dev.drover.internal.wire.HubMessage.SystemInfoResponse;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to a hub's request go: the connection on which it came. A hub that gives no ids
 * gets nothing but what {@code hub.md} has.
 *
 * @param vm who answers
 * @param unsent takes results that nobody will ask for again
 * @param connection on which the request came
 * @param requestId its id, or null
 */
record HubReply(VmBody vm, UnsentResults unsent, Connection connection, @Nullable String requestId)
    implements ReplyTo {

  String vmId() {
    return vm.vmId();
  }

  @Override
  public int maxFrameBytes() {
    return vm.out().maxFrameBytes();
  }

  @Override
  public CommandSink sink(String commandId, long fromSeq) {
    return new HubSink(this, commandId);
  }

  @Override
  public void stopped(String commandId, boolean wasRunning) {
    send(HubWords.stopped(this, commandId, wasRunning));
  }

  @Override
  public void inputTaken(String commandId) {
    send(HubWords.inputTaken(this, commandId));
  }

  @Override
  public void pong() {
    send(HubWords.pong(this));
  }

  @Override
  public void status(Map<String, Object> metadata) {
    send(new StatusResponse(vmId(), "VM status update", metadata, requestId));
  }

  @Override
  public void systemInfo(Map<String, Object> metadata) {
    send(new SystemInfoResponse(vmId(), "System information", metadata, requestId));
  }

  @Override
  public void screenshot(String picture) {
    send(new ScreenshotResponse(vmId(), picture, requestId));
  }

  @Override
  public void refuse(String code, String message, @Nullable String commandId) {
    if (requestId != null) {
      Metadata metadata = commandId == null ? null : Metadata.ofCommand(commandId);
      send(new ErrorMessage(message, code, vmId(), metadata, requestId));
    } else {
      send(new ErrorMessage(message, null, null, null, null));
    }
  }

  /**
   * Sends an answer.
   *
   * @return as {@link Outbound#send}
   */
  boolean send(HubMessage message) {
    return vm.out().send(connection, WireCodec.HUB.encode(message));
  }
}
