package dev.drover.reference.internal.vm;

import dev.drover.ErrorCodes;
import dev.drover.hub.VmInfo;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.execution.VmFailure;
import dev.drover.reference.internal.execution.Vms;
import dev.drover.reference.internal.hub.Hub;
import dev.drover.reference.internal.peer.PeerIds;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client of the hub in this process, for the server's own executions. Its side of the talk is not
 * in the journal, which previews would fill; what VMs hear and say is there anyway.
 */
public final class FleetClient implements Vms {

  private final Hub hub;
  private final PeerIds ids;
  private final SerialExecutor serial = new SerialExecutor();

  /** What was asked and not answered yet; on the serial executor. */
  private final Map<String, FleetRequest> requests = new HashMap<>();

  private @Nullable MemoryPeer peer;

  /** A client that connects when it is first needed. */
  public FleetClient(Hub hub, PeerIds ids) {
    this.hub = hub;
    this.ids = ids;
  }

  @Override
  public Set<String> connected() {
    return hub.vms().stream().map(VmInfo::vmId).collect(Collectors.toSet());
  }

  @Override
  public CompletableFuture<byte[]> screenshot(String vmId) {
    FleetRequest request = new FleetRequest((stderr, text) -> {});
    ask(request, id -> new HubMessage.ScreenshotRequest(vmId, false, id));
    return request.answer.thenApply(FleetClient::image);
  }

  private static byte[] image(HubMessage answer) {
    if (answer instanceof ScreenshotResponse response && response.screenshot() != null) {
      return Base64.getMimeDecoder().decode(response.screenshot());
    }
    throw new VmFailure(ErrorCodes.SCREENSHOT_FAILED, "the VM sent no screenshot");
  }

  @Override
  public VmCommand run(String vmId, String command, Output output) {
    FleetRequest request = new FleetRequest(output);
    String commandId = UUID.randomUUID().toString();
    ask(
        request,
        id ->
            new HubMessage.Command(
                vmId, command, id, commandId, null, null, null, null, null, null));
    CompletableFuture<Integer> exitCode = request.answer.thenApply(FleetRequest::exitCode);
    return new VmCommand() {
      @Override
      public CompletableFuture<Integer> exitCode() {
        return exitCode;
      }

      @Override
      public void stop() {
        if (!exitCode.isDone()) {
          Metadata which = Metadata.ofCommand(commandId);
          ask(
              new FleetRequest((stderr, text) -> {}),
              id -> new HubMessage.StopCommand(vmId, "stop", which, id));
        }
      }
    };
  }

  private void ask(FleetRequest request, Function<String, HubMessage> message) {
    String id = UUID.randomUUID().toString();
    serial.execute(
        () -> {
          requests.put(id, request);
          connection().deliver(WireCodec.HUB.encode(message.apply(id)));
        });
  }

  private MemoryPeer connection() {
    MemoryPeer current = peer;
    if (current == null || current.hasEnded()) {
      current = new MemoryPeer(ids.next(), hub, null, serial, this::receive);
      peer = current;
      current.open();
      current.deliver(
          WireCodec.HUB.encode(
              new HubMessage.Register("client", null, null, List.of(HubMessage.DROVER_V1))));
    }
    return current;
  }

  private void receive(byte[] frame) {
    HubMessage message;
    try {
      message = WireCodec.HUB.decode(frame);
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("the hub sent what is no message", e);
    }
    FleetRequest request = message.requestId() == null ? null : requests.get(message.requestId());
    if (request != null && request.hears(message)) {
      requests.remove(message.requestId());
    }
  }
}
