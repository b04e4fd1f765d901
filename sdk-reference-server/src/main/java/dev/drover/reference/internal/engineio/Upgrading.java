package dev.drover.reference.internal.engineio;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.internal.peer.Peer;
import java.time.Duration;
import java.util.concurrent.Future;

/** A WebSocket that is to become the transport of a session that polls. Used under the lock. */
final class Upgrading {

  private static final int NORMAL = 1000;

  /** As long as clients give a server for it, roughly. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A client may poll once more before it says that it has changed, on another connection. */
  private static final Duration LAST_POLL = Duration.ofMillis(100);

  private final EngineSession session;
  private final Peer peer;
  private final Future<?> timeout;
  private boolean probed;
  private boolean over;

  Upgrading(EngineSession session, Peer peer) {
    this.session = session;
    this.peer = peer;
    this.timeout = Timers.schedule(() -> session.underLock(this::giveUp), PATIENCE);
    session.carriage().upgrading(this);
  }

  /**
   * A packet on the WebSocket.
   *
   * @return whether the WebSocket is the session's transport now
   */
  boolean receive(EnginePacket packet) {
    if (over) {
      return false;
    } else if (packet.is(EnginePacket.Type.PING, "probe")) {
      probed = true;
      peer.send(EnginePacket.of(EnginePacket.Type.PONG, "probe").frame());
      session.carriage().probed(this);
      return false;
    } else if (probed && packet.type() == EnginePacket.Type.UPGRADE) {
      over = true;
      timeout.cancel(false);
      session.carriage().upgraded(peer);
      return true;
    }
    giveUp();
    return false;
  }

  EngineSession session() {
    return session;
  }

  /** A GET is waiting; the client ends its polling only when that has been answered. */
  void polled(PollingTransport polling) {
    if (probed && polling.isPolled()) {
      Timers.schedule(() -> session.underLock(() -> release(polling)), LAST_POLL);
    }
  }

  private void release(PollingTransport polling) {
    if (!over) {
      polling.answerPoll(PollingTransport.nothing());
    }
  }

  /** The session goes on polling, or has ended. */
  void giveUp() {
    if (!over) {
      over = true;
      timeout.cancel(false);
      session.carriage().upgrading(null);
      peer.close(NORMAL, "no upgrade");
    }
  }
}
