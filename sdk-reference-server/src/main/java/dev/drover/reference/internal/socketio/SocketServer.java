package dev.drover.reference.internal.socketio;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.internal.engineio.EngineProtocol;
import dev.drover.reference.internal.engineio.EngineSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A Socket.IO server on Engine.IO: its namespaces, and who is in them. */
public final class SocketServer implements EngineProtocol {

  private final Object lock;
  private final Duration patience;
  private final int maxPacketBytes;
  private final Map<String, Namespace> namespaces = new HashMap<>();
  private final Map<EngineSession, SocketSession> sessions = new HashMap<>();

  /**
   * A server without namespaces.
   *
   * @param lock the engine's
   * @param patience how long a session may be in no namespace
   * @param maxPacketBytes the largest packet, attachments included
   */
  public SocketServer(Object lock, Duration patience, int maxPacketBytes) {
    this.lock = lock;
    this.patience = patience;
    this.maxPacketBytes = maxPacketBytes;
  }

  /** Adds a namespace, before the first session. */
  public SocketServer with(String name, Namespace namespace) {
    namespaces.put(name, namespace);
    return this;
  }

  @Override
  public void opened(EngineSession session) {
    sessions.put(session, new SocketSession(this, session));
  }

  @Override
  public void message(EngineSession session, EnginePacket message) {
    SocketSession known = sessions.get(session);
    if (known != null) {
      known.message(message);
    }
  }

  @Override
  public void closed(EngineSession session, String why) {
    SocketSession known = sessions.remove(session);
    if (known != null) {
      known.closed(why);
    }
  }

  @Override
  public String typeOf(EnginePacket message) {
    return message.isBinary() ? "" : EventName.of(message.data());
  }

  @Override
  public byte[] journaled(EnginePacket message) {
    return EventName.withoutSecrets(message);
  }

  @Nullable Namespace namespace(String name) {
    return namespaces.get(name);
  }

  int maxPacketBytes() {
    return maxPacketBytes;
  }

  String newId() {
    return UUID.randomUUID().toString();
  }

  Future<?> later(Runnable task) {
    return Timers.schedule(
        () -> {
          synchronized (lock) {
            task.run();
          }
        },
        patience);
  }

  /** An object of one field. */
  static String object(String name, String value) {
    return Arguments.of(Map.of(name, value)).text(0);
  }
}
