package dev.drover.agent;

import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.ScreenshotResponse;
import dev.drover.internal.wire.BackendMessage.StatusResponse;
import dev.drover.internal.wire.BackendMessage.SystemInfoResponse;
import dev.drover.internal.wire.WireCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to a backend's request go: the connection on which it came.
 *
 * @param vm who answers
 * @param unheard takes commands of which the backend could not hear the rest, and will not ask for
 *     it; null if it will
 * @param connection on which the request came
 * @param asked what was asked for, for errors
 * @param requestId its id, or null
 */
record BackendReply(
    VmBody vm,
    @Nullable UnheardCommands unheard,
    Connection connection,
    String asked,
    @Nullable String requestId)
    implements ReplyTo {

  /** The same on another connection. */
  BackendReply on(Connection now) {
    return new BackendReply(vm, unheard, now, asked, requestId);
  }

  BackendWords words() {
    return new BackendWords(vm.vmId(), requestId);
  }

  @Override
  public int maxFrameBytes() {
    return vm.out().maxFrameBytes();
  }

  @Override
  public CommandSink sink(String commandId, long fromSeq) {
    return new BackendSink(this, commandId, fromSeq);
  }

  @Override
  public void stopped(String commandId, boolean wasRunning) {
    send(words().stopped(commandId, wasRunning));
  }

  @Override
  public void inputTaken(String commandId) {
    send(words().inputTaken(commandId));
  }

  @Override
  public void pong() {
    send(words().pong());
  }

  @Override
  public void status(Map<String, Object> metadata) {
    send(new StatusResponse(vm.vmId(), "VM status update", metadata, requestId));
  }

  @Override
  public void systemInfo(Map<String, Object> metadata) {
    send(new SystemInfoResponse(vm.vmId(), "System information", metadata, requestId));
  }

  @Override
  public void screenshot(String picture) {
    send(new ScreenshotResponse(vm.vmId(), picture, requestId));
  }

  @Override
  public void refuse(String code, String message, @Nullable String commandId) {
    send(words().error(code, message, asked, commandId));
  }

  private void send(BackendMessage message) {
    vm.out().send(connection, WireCodec.BACKEND.encode(message));
  }
}
