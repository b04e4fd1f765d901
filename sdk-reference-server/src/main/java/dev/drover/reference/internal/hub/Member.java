package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.Backpressure;
import dev.drover.reference.internal.peer.Peer;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A connection to the hub, and what it registered as. */
final class Member {

  private final Peer peer;
  private PeerRole role = PeerRole.UNREGISTERED;
  private String vmId = "";
  private boolean extended;

  /** Ends the connection unless it registers in time. */
  private @Nullable Future<?> deadline;

  Member(Peer peer) {
    this.peer = peer;
  }

  void registersUntil(Future<?> timeout) {
    deadline = timeout;
  }

  void becomeClient(boolean extended) {
    register(PeerRole.CLIENT, "client-" + peer.info().id(), extended);
  }

  void becomeVm(String vmId, boolean extended) {
    this.vmId = vmId;
    register(PeerRole.VM, vmId, extended);
  }

  private void register(PeerRole role, String name, boolean extended) {
    this.role = role;
    this.extended = extended;
    peer.identify(role, name);
    stopWaiting();
  }

  /** It has registered, or will not any more. */
  void stopWaiting() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  PeerRole role() {
    return role;
  }

  String vmId() {
    return vmId;
  }

  /** Whether it speaks {@code drover.v1}. */
  boolean isExtended() {
    return extended;
  }

  Peer peer() {
    return peer;
  }

  /** Sends what this member itself, or nobody in particular, gave cause to. */
  void send(HubMessage message) {
    send(message, this);
  }

  void send(HubMessage message, Member cause) {
    send(WireCodec.HUB.encode(message), cause);
  }

  void send(byte[] message, Member cause) {
    Backpressure.send(peer, message, cause.peer);
  }

  /** Sends an error; codes and ids only to those who know what they are. */
  void refuse(String code, String message, @Nullable String requestId) {
    refuse(code, message, requestId, null);
  }

  void refuse(String code, String message, @Nullable String requestId, @Nullable String aboutVm) {
    send(
        extended
            ? new HubMessage.ErrorMessage(message, code, aboutVm, null, requestId)
            : new HubMessage.ErrorMessage(message, null, null, null, requestId));
  }

  void close(int code, String reason) {
    stopWaiting();
    peer.close(code, reason);
  }
}
