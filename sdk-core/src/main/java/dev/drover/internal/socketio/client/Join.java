package dev.drover.internal.socketio.client;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacketReader;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks to be let into the root namespace, with the attempt's token. */
final class Join {

  /** A refusal is a sentence or two. */
  private static final int MOST_BYTES = 1 << 20;

  private final String server;
  private final @Nullable String token;
  private final SocketPacketReader reader = new SocketPacketReader(0, MOST_BYTES);
  private boolean done;

  Join(URI uri, @Nullable String token) {
    this.server = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    this.token = token;
  }

  /** Host and port, for messages. */
  String server() {
    return server;
  }

  /** The frame that asks. */
  byte[] request() {
    String auth = token == null ? null : SocketPacket.Connect.auth(token.strip());
    return PacketFrame.of(new SocketPacket.Connect(SocketPacket.ROOT, auth));
  }

  boolean isDone() {
    return done;
  }

  /**
   * Looks whether a message is the answer.
   *
   * @return the server's words, if it refuses
   */
  @Nullable String answer(EnginePacket message) throws MalformedPacketException {
    Optional<SocketPacket> packet = reader.read(message);
    if (packet.isEmpty() || !packet.get().namespace().equals(SocketPacket.ROOT)) {
      return null;
    }
    if (packet.get() instanceof SocketPacket.ConnectError error) {
      return error.message();
    }
    if (packet.get() instanceof SocketPacket.Disconnect) {
      return "it disconnected this client";
    }
    done |= packet.get() instanceof SocketPacket.Connect;
    return null;
  }
}
