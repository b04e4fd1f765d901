package dev.drover.reference.internal.socketio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacketReader;
import dev.drover.internal.socketio.SocketPacketWriter;
import dev.drover.reference.internal.engineio.EngineSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** What one Engine.IO session has in the namespaces. Used under the engine's lock. */
final class SocketSession {

  /** More than any program sends, and little enough to be counted. */
  private static final int MAX_ATTACHMENTS = 100;

  private final SocketServer server;
  private final EngineSession session;
  private final SocketPacketReader reader;
  private final Map<String, SocketConnection> connections = new HashMap<>();
  private @Nullable Future<?> patience;

  SocketSession(SocketServer server, EngineSession session) {
    this.server = server;
    this.session = session;
    this.reader = new SocketPacketReader(MAX_ATTACHMENTS, server.maxPacketBytes());
    awaitConnect();
  }

  /** Who is in no namespace does not stay. */
  private void awaitConnect() {
    patience =
        server.later(
            () -> {
              if (connections.isEmpty()) {
                session.close("asked for no namespace in time");
              }
            });
  }

  void message(EnginePacket message) {
    try {
      Optional<SocketPacket> packet = reader.read(message);
      if (packet.isPresent()) {
        handle(packet.get());
      }
    } catch (MalformedPacketException e) {
      session.abort(String.valueOf(e.getMessage()));
    }
  }

  private void handle(SocketPacket packet) {
    SocketConnection connection = connections.get(packet.namespace());
    if (packet instanceof SocketPacket.Connect connect && connection == null) {
      connect(connect);
    } else if (connection == null || packet instanceof SocketPacket.Connect) {
      session.abort("a packet in a namespace to which it is not connected, or twice");
    } else if (packet instanceof SocketPacket.Event event) {
      connection.namespace().event(connection, event);
    } else if (packet instanceof SocketPacket.Disconnect) {
      connections.remove(packet.namespace());
      connection.namespace().disconnected(connection, "client namespace disconnect");
      if (connections.isEmpty()) {
        awaitConnect();
      }
    } else if (packet instanceof SocketPacket.ConnectError) {
      session.abort("a refusal, which is the server's to send");
    }
  }

  private void connect(SocketPacket.Connect connect) {
    String name = connect.namespace();
    Namespace namespace = server.namespace(name);
    if (namespace == null) {
      refuse(name, "Invalid namespace");
      return;
    }
    SocketConnection connection = new SocketConnection(server.newId(), name, namespace, session);
    Optional<String> refusal = namespace.refusal(connection, connect.json());
    if (refusal.isPresent()) {
      refuse(name, refusal.get());
      return;
    }
    if (patience != null) {
      patience.cancel(false);
    }
    connections.put(name, connection);
    send(new SocketPacket.Connect(name, SocketServer.object("sid", connection.id())));
    namespace.connected(connection);
  }

  private void refuse(String namespace, String reason) {
    send(new SocketPacket.ConnectError(namespace, SocketServer.object("message", reason)));
  }

  private void send(SocketPacket packet) {
    session.send(SocketPacketWriter.write(packet));
  }

  void closed(String why) {
    if (patience != null) {
      patience.cancel(false);
    }
    List<SocketConnection> left = List.copyOf(connections.values());
    connections.clear();
    left.forEach(connection -> connection.namespace().disconnected(connection, why));
  }
}
