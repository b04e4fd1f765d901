package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.peer.Peer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client of an Engine.IO server, from its handshake to its end, whatever transport carries it.
 * Safe for any thread: everything happens under the engine's lock.
 */
public final class EngineSession {

  private final String sid;
  private final EngineServer engine;
  private final Heartbeat heartbeat;
  private final SessionJournal journal;
  private final Carriage carriage;
  private final PollingRequests requests;
  private volatile PeerInfo info;
  private volatile boolean open = true;

  private EngineSession(
      EngineServer engine, PeerInfo info, @Nullable Peer peer, SessionJournal journal) {
    this.sid = engine.newId();
    this.engine = engine;
    this.info = info;
    this.journal = journal;
    this.heartbeat = new Heartbeat(this, engine.options(), engine.lock());
    this.carriage =
        new Carriage(
            this,
            peer == null
                ? new PollingTransport(this, engine.options().maxQueuedBytes())
                : new SocketTransport(peer));
    this.requests = new PollingRequests(this, carriage, heartbeat);
  }

  static EngineSession polling(EngineServer engine, PeerInfo info, SessionJournal journal) {
    return new EngineSession(engine, info, null, journal);
  }

  static EngineSession socket(EngineServer engine, Peer peer, SessionJournal journal) {
    return new EngineSession(engine, peer.info(), peer, journal);
  }

  /** Begins. */
  void begin() {
    journal.note(info, Kind.CONNECTED, "");
    heartbeat.start();
    engine.protocol().opened(this);
  }

  /** Names it towards its client; a secret between the two. */
  String sid() {
    return sid;
  }

  /** Who it is, as far as it is known by now. */
  public PeerInfo info() {
    return info;
  }

  /** Says who is at the other end. */
  public void identify(PeerRole role, String name) {
    underLock(
        () -> {
          info = new PeerInfo(info.id(), role, name, info.address());
          transport().identify(role, name);
        });
  }

  /** Whether it has not ended. */
  public boolean isOpen() {
    return open;
  }

  /** Queues messages, nothing between them. What is sent to an ended session vanishes. */
  public void send(List<EnginePacket> messages) {
    underLock(() -> messages.forEach(this::sendOne));
  }

  private void sendOne(EnginePacket message) {
    if (open) {
      journal.note(info, Kind.SENT, message);
      transport().send(message);
    }
  }

  /** Whether so little waits to be sent that more is welcome. */
  public boolean isWritable() {
    synchronized (engine.lock()) {
      return transport().isWritable();
    }
  }

  /** Runs a task, once, as soon as more is welcome or the session has ended; maybe now. */
  public void onceWritable(Runnable task) {
    underLock(() -> transport().onceWritable(task));
  }

  /** Takes no more from it until {@link #resume} has been called as often. */
  public void hold() {
    underLock(carriage::hold);
  }

  /** Takes one {@link #hold} back. */
  public void resume() {
    underLock(carriage::resume);
  }

  /** Whether its silence means nothing, because it is not listened to. */
  public boolean isHeld() {
    synchronized (engine.lock()) {
      return carriage.isHeld();
    }
  }

  /** Ends it in good order: what is queued still reaches the client. */
  public void close(String why) {
    underLock(
        () -> {
          if (open) {
            end(why);
            transport().close(why);
          }
        });
  }

  /** Ends it at once: the client broke the rules, or is not there. */
  public void abort(String why) {
    underLock(
        () -> {
          if (open) {
            end(why);
            transport().abort(why);
          }
        });
  }

  private void end(String why) {
    open = false;
    heartbeat.stop();
    engine.forget(this);
    carriage.stay();
    journal.note(info, Kind.DISCONNECTED, why);
    engine.protocol().closed(this, why);
  }

  /** The client's WebSocket is gone. */
  void lost() {
    if (open) {
      end("transport close");
    }
  }

  void linger(HttpAnswer lastAnswer) {
    engine.linger(sid, lastAnswer);
  }

  /** What carries its packets at present. */
  Transport transport() {
    return carriage.transport();
  }

  Carriage carriage() {
    return carriage;
  }

  /** What its client asks for over HTTP. */
  PollingRequests requests() {
    return requests;
  }

  void underLock(Runnable task) {
    synchronized (engine.lock()) {
      task.run();
    }
  }

  /** A packet from the client, whatever brought it. */
  void receive(EnginePacket packet) {
    if (!open) {
      return;
    }
    switch (packet.type()) {
      case MESSAGE -> {
        journal.note(info, Kind.RECEIVED, packet);
        engine.protocol().message(this, packet);
      }
      case PONG -> heartbeat.pong();
      case CLOSE -> {
        end("closed by the client");
        carriage.leave("closed by the client");
      }
      case PING -> abort("a ping where pings are the server's");
      default -> {
        // Means nothing here.
      }
    }
  }

  /** One line: who it is. */
  @Override
  public String toString() {
    return "EngineSession[" + info + "]";
  }
}
