package dev.drover.reference.internal.socketio;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacketWriter;
import dev.drover.reference.internal.engineio.EngineSession;

/** One client in one namespace. Safe for any thread. */
public final class SocketConnection {

  private final String id;
  private final String namespaceName;
  private final Namespace namespace;
  private final EngineSession session;

  SocketConnection(String id, String namespaceName, Namespace namespace, EngineSession session) {
    this.id = id;
    this.namespaceName = namespaceName;
    this.namespace = namespace;
    this.session = session;
  }

  /** The socket's id, as the client knows it. */
  public String id() {
    return id;
  }

  /** What carries it. */
  public EngineSession session() {
    return session;
  }

  Namespace namespace() {
    return namespace;
  }

  /** Sends an event. */
  public void emit(String name, Arguments arguments) {
    send(new SocketPacket.Event(namespaceName, null, name, arguments));
  }

  /** Answers an event that asked for it. */
  public void acknowledge(long eventId, Arguments arguments) {
    send(new SocketPacket.Ack(namespaceName, eventId, arguments));
  }

  /** Sends it away: a client that keeps to Socket.IO does not come back by itself. */
  public void disconnect(String why) {
    send(new SocketPacket.Disconnect(namespaceName));
    session.close(why);
  }

  private void send(SocketPacket packet) {
    // Attachments follow their packet with nothing between.
    session.send(SocketPacketWriter.write(packet));
  }

  /** One line: who it is. */
  @Override
  public String toString() {
    return "SocketConnection[" + session.info() + "]";
  }
}
