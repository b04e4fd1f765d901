package dev.drover.reference.internal.engineio;

import dev.drover.reference.PeerInfo;
import dev.drover.reference.internal.peer.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What carries a session over its life: a WebSocket from the beginning, or polling that may give
 * way to one. Used under the lock.
 */
final class Carriage {

  private final EngineSession session;
  private Transport transport;
  private @Nullable Upgrading upgrading;
  private int holds;

  Carriage(EngineSession session, Transport first) {
    this.session = session;
    this.transport = first;
  }

  /** The transport at present. */
  Transport transport() {
    return transport;
  }

  void hold() {
    holds++;
    transport.hold();
  }

  void resume() {
    holds--;
    transport.resume();
  }

  boolean isHeld() {
    return holds > 0;
  }

  /** Whether a WebSocket may become the transport. */
  boolean mayUpgrade() {
    return session.isOpen() && transport instanceof PollingTransport && upgrading == null;
  }

  /** A WebSocket asks, or does so no more. */
  void upgrading(@Nullable Upgrading by) {
    upgrading = by;
  }

  /** A GET has come while a WebSocket may be asking. */
  void polled(PollingTransport polling) {
    if (upgrading != null) {
      upgrading.polled(polling);
    }
  }

  /** The client has seen that its WebSocket works: from here on nothing new goes by polling. */
  void probed(Upgrading by) {
    if (transport instanceof PollingTransport polling) {
      by.polled(polling);
    }
  }

  /** From here on packets go by WebSocket. */
  void upgraded(Peer peer) {
    if (transport instanceof PollingTransport polling) {
      upgrading = null;
      PeerInfo info = session.info();
      peer.identify(info.role(), info.name());
      SocketTransport socket = new SocketTransport(peer);
      transport = socket;
      for (int i = 0; i < holds; i++) {
        socket.hold();
      }
      polling.answerPoll(Refusal.BAD_REQUEST.answer());
      polling.handOver(socket);
    }
  }

  /** No WebSocket becomes the transport any more: the session has ended. */
  void stay() {
    if (upgrading != null) {
      upgrading.giveUp();
    }
  }

  /** The client's goodbye, which may come before the GET that was sent beside it. */
  void leave(String reason) {
    if (transport instanceof PollingTransport polling) {
      polling.left();
    } else {
      transport.close(reason);
    }
  }
}
