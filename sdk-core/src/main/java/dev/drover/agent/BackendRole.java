package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.Heartbeats;
import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.ErrorMessage;
import dev.drover.internal.wire.BackendMessage.Heartbeat;
import dev.drover.internal.wire.BackendMessage.Registered;
import dev.drover.internal.wire.BackendMessage.Status;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A VM at its backend, as {@code vm-agent-messages.md} has it. */
final class BackendRole implements AgentRole {

  private final boolean extensions;
  private final VmBody vm;
  private final BackendRequests requests;
  private final UnheardCommands unheard = new UnheardCommands();
  private final Heartbeats heartbeats;

  /** The connection whose backend has said that it knows {@code drover.v1}. */
  private volatile @Nullable Connection extended;

  BackendRole(ClientOptions connection, VmBody vm, VmRequests requests) {
    this.extensions = connection.extensions();
    this.vm = vm;
    this.requests = new BackendRequests(requests);
    heartbeats = new Heartbeats(vm.options().heartbeat(), this::beat);
  }

  @Override
  public String otherSide() {
    return "backend";
  }

  @Override
  public byte[] greeting() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("status", "connected");
    metadata.put("system_info", vm.system().fields());
    metadata.put("timestamp", SystemInfo.timestamp());
    if (extensions) {
      metadata.put("labels", vm.options().labels());
      metadata.put("extensions", List.of(HubMessage.DROVER_V1));
    }
    return WireCodec.BACKEND.encode(
        new BackendMessage.Connection(vm.vmId(), "VM client connected", metadata));
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    try {
      return WireCodec.BACKEND.decode(frame) instanceof ErrorMessage error
          ? Optional.of(Optional.ofNullable(error.message()).orElse("no reason given"))
          : Optional.empty();
    } catch (MalformedMessageException e) {
      return Optional.empty(); // It is answered when its turn comes.
    }
  }

  @Override
  public Runnable read(byte[] frame, Connection from) {
    try {
      BackendMessage message = WireCodec.BACKEND.decode(frame);
      if (message instanceof Registered answer && extensions) {
        if (answer.extensions() != null && answer.extensions().contains(HubMessage.DROVER_V1)) {
          extended = from;
        }
      }
      return requests.of(message, (asked, id) -> reply(from, asked, id));
    } catch (MalformedMessageException e) {
      return requests.otherwise(frame, e, (asked, id) -> reply(from, asked, id));
    }
  }

  @Override
  public void onRegistered(Connection now) {
    unheard.onRegistered(now);
    heartbeats.begin();
  }

  @Override
  public void onLost() {
    heartbeats.end();
  }

  @Override
  public void commandsChanged() {
    // A backend hears how many there are by every heartbeat, and of each by its own messages.
  }

  @Override
  public void sendState(Map<String, Object> state) {
    vm.out()
        .sendUnasked(
            WireCodec.BACKEND.encode(new Status(vm.vmId(), "VM status update", state, null)));
  }

  /** One that knows the extension asks again for what it gave an id; nobody else does. */
  private BackendReply reply(Connection from, String asked, @Nullable String requestId) {
    boolean asksAgain = from == extended && requestId != null;
    return new BackendReply(vm, asksAgain ? null : unheard, from, asked, requestId);
  }

  private boolean beat() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("timestamp", SystemInfo.timestamp());
    metadata.put("status", "alive");
    metadata.put("active_processes", vm.running());
    return vm.out()
        .sendUnasked(WireCodec.BACKEND.encode(new Heartbeat(vm.vmId(), "VM alive", metadata)));
  }
}
