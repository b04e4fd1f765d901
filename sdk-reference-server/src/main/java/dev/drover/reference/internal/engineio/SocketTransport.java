package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.Peer;

/** Packets as WebSocket frames. */
final class SocketTransport implements Transport {

  private static final int NORMAL = 1000;
  private static final int VIOLATION = 1002;

  private final Peer peer;

  SocketTransport(Peer peer) {
    this.peer = peer;
  }

  @Override
  public void send(EnginePacket packet) {
    if (packet.isBinary()) {
      peer.sendBinary(packet.frame());
    } else {
      peer.send(packet.frame());
    }
  }

  @Override
  public void send(EnginePacket packet, Runnable sent) {
    peer.send(packet.frame(), sent);
  }

  @Override
  public boolean isWritable() {
    return peer.isWritable();
  }

  @Override
  public void onceWritable(Runnable task) {
    peer.onceWritable(task);
  }

  @Override
  public void hold() {
    peer.hold();
  }

  @Override
  public void resume() {
    peer.resume();
  }

  @Override
  public void identify(PeerRole role, String name) {
    peer.identify(role, name);
  }

  @Override
  public void close(String reason) {
    peer.close(NORMAL, reason);
  }

  @Override
  public void abort(String reason) {
    peer.close(VIOLATION, reason);
  }
}
