package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.frame.BadFrameException;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backend's side of one agent's connection ({@code vm-agent-messages.md}). The address names
 * the VM, so it can be used at once, whatever it says first or if it says nothing.
 */
final class AgentDoor implements PeerHandler {

  private final Object lock;
  private final Fleet fleet;
  private final Attendance attendance;
  private final VmMessages messages;
  private final String vmId;
  private final BackendDialect dialect = new BackendDialect();
  private @Nullable FleetVm vm;

  AgentDoor(Object lock, Fleet fleet, Attendance attendance, VmMessages messages, String vmId) {
    this.lock = lock;
    this.fleet = fleet;
    this.attendance = attendance;
    this.messages = messages;
    this.vmId = vmId;
  }

  @Override
  public void opened(Peer peer) {
    synchronized (lock) {
      Member member = new Member(peer);
      member.becomeVm(vmId, false);
      FleetVm arrived = new FleetVm(member, dialect, null);
      if (vmId.isBlank()) {
        arrived.refuse(ErrorCodes.NOT_REGISTERED, "a VM needs an id that is not blank", null);
        member.close(1008, "no VM id");
        return;
      }
      vm = arrived;
      attendance.arrivedUnsettled(arrived);
    }
  }

  @Override
  public void text(Peer peer, byte[] utf8) {
    Frame frame = null;
    String problem = "malformed message: it has no \"type\", or one that is no string";
    try {
      frame = Frame.parse(utf8);
    } catch (BadFrameException e) {
      problem = e.reason();
    }
    synchronized (lock) {
      FleetVm from = current();
      String type = frame == null ? null : frame.type();
      if (from == null) {
        return;
      } else if (frame == null || type == null) {
        String requestId = frame == null ? null : frame.requestId();
        from.refuse(ErrorCodes.BAD_MESSAGE, problem, requestId);
      } else {
        message(from, frame, type);
      }
    }
  }

  @Override
  public void binary(Peer peer, byte[] content) {
    synchronized (lock) {
      FleetVm from = current();
      if (from != null) {
        String problem = "malformed message: binary messages are not understood";
        from.refuse(ErrorCodes.BAD_MESSAGE, problem, null);
      }
    }
  }

  @Override
  public void closed(Peer peer) {
    synchronized (lock) {
      attendance.left(current());
    }
  }

  /** What a connection that was replaced still says does not count. */
  private @Nullable FleetVm current() {
    return vm != null && fleet.get(vmId) == vm ? vm : null;
  }

  private void message(FleetVm from, Frame frame, String type) {
    from.seen();
    if (type.equals("connection")) {
      greet(from, frame);
    }
    attendance.settled(from);
    switch (type) {
      case "connection", "heartbeat" -> {}
      case "status" -> messages.status(from, frame);
      default -> messages.answer(from, frame, type);
    }
  }

  private void greet(FleetVm from, Frame frame) {
    from.member().peer().identify(PeerRole.VM, vmId);
    try {
      if (WireCodec.BACKEND.decode(frame.bytes()) instanceof BackendMessage.Connection greeting
          && offersExtension(greeting)) {
        dialect.extend();
        from.label(labels(greeting));
        byte[] registered =
            WireCodec.BACKEND.encode(new BackendMessage.Registered(List.of(HubMessage.DROVER_V1)));
        from.member().send(registered, from.member());
      }
    } catch (MalformedMessageException e) {
      from.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), frame.requestId());
    }
  }

  private static Map<String, String> labels(BackendMessage.Connection greeting) {
    Map<String, String> labels = new HashMap<>();
    if (greeting.metadata() != null && greeting.metadata().get("labels") instanceof Map<?, ?> map) {
      map.forEach(
          (name, value) -> {
            if (value instanceof String text) {
              labels.put(String.valueOf(name), text);
            }
          });
    }
    return labels;
  }

  private static boolean offersExtension(BackendMessage.Connection greeting) {
    return greeting.metadata() != null
        && greeting.metadata().get("extensions") instanceof List<?> offered
        && offered.contains(HubMessage.DROVER_V1);
  }
}
