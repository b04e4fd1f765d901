package dev.drover.internal.socketio;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A packet of Socket.IO 5, its attachments included. Read by {@link SocketPacketReader}, written by
 * {@link SocketPacketWriter}.
 */
public sealed interface SocketPacket {

  /** The namespace of those who name none. */
  String ROOT = "/";

  /** What the libraries themselves tell their users; no event may be called so. */
  Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  /** Where it belongs; begins with a slash. */
  String namespace();

  /**
   * Asks for a namespace, or, from the server, grants it.
   *
   * @param namespace which
   * @param json an object: the client's {@code auth}, or the server's {@code sid}; null if none
   */
  record Connect(String namespace, @Nullable String json) implements SocketPacket {
    /** A client's {@code auth} with a token. */
    public static String auth(String token) {
      return Arguments.of(Map.of("token", token)).text(0);
    }

    /** Without the JSON: it may hold a token. */
    @Override
    public String toString() {
      return "Connect[namespace=" + namespace + "]";
    }
  }

  /** Leaves a namespace. */
  record Disconnect(String namespace) implements SocketPacket {}

  /**
   * Something happened.
   *
   * @param namespace where
   * @param id asks for an acknowledgement with this id; null if none is wanted
   * @param name none of the {@link #RESERVED}
   * @param arguments without the name
   */
  record Event(String namespace, @Nullable Long id, String name, Arguments arguments)
      implements SocketPacket {}

  /**
   * Answers an event.
   *
   * @param namespace where
   * @param id the event's
   * @param arguments the answer
   */
  record Ack(String namespace, long id, Arguments arguments) implements SocketPacket {}

  /**
   * The server refuses a namespace.
   *
   * @param namespace which
   * @param json an object with {@code message}, or a string
   */
  record ConnectError(String namespace, String json) implements SocketPacket {
    /** The server's words; all that it said if they stand in no usual place. */
    public String message() {
      return PacketJson.message(json);
    }
  }
}
