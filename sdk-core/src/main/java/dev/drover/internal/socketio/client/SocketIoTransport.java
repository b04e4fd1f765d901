package dev.drover.internal.socketio.client;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.EngineHandshake;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportException;
import dev.drover.internal.transport.TransportListener;
import dev.drover.internal.transport.Transports;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** One Socket.IO connection: the handshakes, the heartbeat, then packets as they come. */
final class SocketIoTransport implements Transport, TransportListener {

  private final ClientOptions options;
  private final TransportListener listener;
  private final Join join;
  private final PacketSender sender = new PacketSender(this::below);
  private volatile @Nullable ScheduledFuture<?> connectTimer;
  private @Nullable Transport below;
  private volatile @Nullable Heartbeat heartbeat;
  private volatile boolean joined;
  private volatile boolean over;
  private volatile @Nullable CloseInfo why;

  SocketIoTransport(ClientOptions options, @Nullable String token, TransportListener listener) {
    this.options = options;
    this.listener = listener;
    this.join = new Join(options.uri(), token);
  }

  /** Callbacks that come while the transport below is being made wait for it. */
  synchronized void start(Transports transports, ClientOptions address) {
    below = transports.connect(address, null, this);
    connectTimer = Timers.schedule(this::connectTimedOut, options.connectTimeout());
  }

  private synchronized Transport below() {
    if (below == null) {
      throw new IllegalStateException("the transport has not started");
    }
    return below;
  }

  // ---- what is sent

  @Override
  public void send(byte[] frame) throws TransportException {
    sender.send(frame);
  }

  @Override
  public void sendBinary(byte[] bytes) {
    throw new UnsupportedOperationException("binary data goes out as a packet's attachment");
  }

  @Override
  public void sendWaiting(byte[] frame, Duration timeout, boolean through)
      throws TransportException, InterruptedException {
    sender.sendWaiting(frame, timeout, through);
  }

  /** Here the server pings. */
  @Override
  public void ping() {}

  @Override
  public void close(int code, String reason) {
    if (joined && !over) {
      sender.trySend(PacketFrame.of(new SocketPacket.Disconnect(SocketPacket.ROOT)));
    }
    below().close(code, reason);
  }

  @Override
  public void abort(String cause) {
    below().abort(cause);
  }

  @Override
  public long lastInboundNanos() {
    return below().lastInboundNanos();
  }

  @Override
  public int queuedBytes() {
    return below().queuedBytes();
  }

  // ---- what arrives, on the reading thread

  /** The server speaks first. */
  @Override
  public void onOpen() {}

  @Override
  public void onText(byte[] utf8) {
    busy(true);
    try {
      if (joined && utf8.length > 1 && utf8[0] == '4' && utf8[1] != '1') {
        listener.onText(utf8); // Nearly all, and nobody looks into them here.
      } else {
        handle(EnginePacket.read(utf8), utf8);
      }
    } catch (MalformedPacketException e) {
      if (joined) {
        listener.onText(utf8); // Reported there, like all that is malformed.
      } else {
        String words = join.server() + " speaks no Socket.IO: " + e.getMessage();
        end(CloseInfo.Kind.PROTOCOL, 1002, words);
      }
    } finally {
      busy(false);
    }
  }

  @Override
  public void onBinary(byte[] bytes) {
    if (joined) {
      busy(true);
      try {
        listener.onBinary(bytes);
      } finally {
        busy(false);
      }
    }
  }

  @Override
  public void onPong() {}

  @Override
  public void onClosed(CloseInfo info) {
    over = true;
    cancelConnectTimer();
    Heartbeat beating = heartbeat;
    if (beating != null) {
      beating.stop();
    }
    CloseInfo known = why;
    listener.onClosed(known == null ? info : known);
  }

  private void handle(EnginePacket packet, byte[] frame) throws MalformedPacketException {
    switch (packet.type()) {
      case OPEN -> opened(packet);
      case PING -> sender.trySend(EnginePacket.of(EnginePacket.Type.PONG, packet.text()).frame());
      case CLOSE -> end(CloseInfo.Kind.CLOSED_BY_PEER, 1000, join.server() + " said goodbye");
      case MESSAGE -> message(packet, frame);
      default -> {} // Of no meaning on a WebSocket that was no upgrade.
    }
  }

  private void opened(EnginePacket packet) throws MalformedPacketException {
    if (heartbeat != null) {
      return;
    }
    EngineHandshake handshake = EngineHandshake.read(packet);
    sender.limit(handshake.maxPayload());
    Heartbeat beating = new Heartbeat(handshake, this, sender);
    heartbeat = beating;
    beating.busy(true);
    beating.begin();
    sender.trySend(join.request());
  }

  private void message(EnginePacket packet, byte[] frame) throws MalformedPacketException {
    if (joined) {
      if (packet.text().equals("1")) {
        // As with the official client: whom a server sends away does not come back by itself.
        end(CloseInfo.Kind.CLOSED_BY_PEER, 1008, join.server() + " disconnected this client");
      } else {
        listener.onText(frame);
      }
      return;
    }
    String refusal = join.answer(packet);
    if (refusal != null) {
      end(CloseInfo.Kind.UNAUTHORIZED, 1000, join.server() + " refused the connection: " + refusal);
    } else if (join.isDone()) {
      cancelConnectTimer();
      joined = true;
      listener.onOpen();
      listener.onPong(); // It has shown that it accepts.
    }
  }

  private void busy(boolean now) {
    Heartbeat beating = heartbeat;
    if (beating != null) {
      beating.busy(now);
    }
  }

  // ---- how it ends

  /** The server has not been heard for too long. */
  void silent(String words) {
    decide(CloseInfo.Kind.LOST, 1006, join.server() + " " + words);
    below().abort(words);
  }

  /** If it is not there yet, it will find that it has nothing to do. */
  private void cancelConnectTimer() {
    ScheduledFuture<?> timer = connectTimer;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void connectTimedOut() {
    if (!joined && !over) {
      decide(
          CloseInfo.Kind.CONNECT_TIMEOUT,
          1006,
          "%s did not let this client in within %d ms (%s)"
              .formatted(join.server(), options.connectTimeout().toMillis(), stage()));
      below().abort("no Socket.IO handshake");
    }
  }

  private String stage() {
    return heartbeat == null
        ? "waiting for the Engine.IO handshake"
        : "waiting for the answer to CONNECT";
  }

  private void end(CloseInfo.Kind kind, int code, String message) {
    decide(kind, code, message);
    below().close(1000, "");
  }

  private synchronized void decide(CloseInfo.Kind kind, int code, String message) {
    if (why == null && !over) {
      why = new CloseInfo(kind, code, message, 0, "", null);
    }
  }
}
