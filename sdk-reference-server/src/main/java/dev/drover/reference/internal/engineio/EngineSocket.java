package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One WebSocket: a session's transport from its beginning, or one that is to become it. */
final class EngineSocket implements PeerHandler {

  private static final int NORMAL = 1000;
  private static final int VIOLATION = 1002;

  private final EngineServer engine;
  private final @Nullable String sid;
  private @Nullable EngineSession session;
  private @Nullable Upgrading upgrading;

  EngineSocket(EngineServer engine, Optional<String> sid) {
    this.engine = engine;
    this.sid = sid.orElse(null);
  }

  @Override
  public void opened(Peer peer) {
    synchronized (engine.lock()) {
      if (sid == null) {
        session = engine.open(peer);
        return;
      }
      EngineSession known = engine.find(sid);
      if (known != null && known.carriage().mayUpgrade()) {
        upgrading = new Upgrading(known, peer);
      } else {
        peer.close(NORMAL, "the session has its transport");
      }
    }
  }

  @Override
  public void text(Peer peer, byte[] utf8) {
    synchronized (engine.lock()) {
      try {
        receive(EnginePacket.read(utf8));
      } catch (MalformedPacketException e) {
        malformed(peer, String.valueOf(e.getMessage()));
      }
    }
  }

  private void receive(EnginePacket packet) {
    if (session != null) {
      session.receive(packet);
    } else if (upgrading != null && upgrading.receive(packet)) {
      session = upgrading.session();
      upgrading = null;
    }
  }

  @Override
  public void binary(Peer peer, byte[] content) {
    synchronized (engine.lock()) {
      if (session != null) {
        session.receive(EnginePacket.binary(content));
      } else {
        malformed(peer, "a binary message before the upgrade");
      }
    }
  }

  private void malformed(Peer peer, String why) {
    if (session != null) {
      session.abort(why);
    } else {
      peer.close(VIOLATION, why);
    }
  }

  @Override
  public void closed(Peer peer) {
    synchronized (engine.lock()) {
      if (session != null) {
        session.lost();
      } else if (upgrading != null) {
        upgrading.giveUp();
      }
    }
  }

  @Override
  public Optional<String> typeOf(byte[] utf8) {
    try {
      EnginePacket packet = EnginePacket.read(utf8);
      return packet.type() == EnginePacket.Type.MESSAGE
          ? Optional.of(engine.protocol().typeOf(packet))
          : Optional.empty();
    } catch (MalformedPacketException e) {
      return Optional.of("");
    }
  }

  /** The session's does, whatever carries it. */
  @Override
  public boolean keepsJournal() {
    return true;
  }
}
