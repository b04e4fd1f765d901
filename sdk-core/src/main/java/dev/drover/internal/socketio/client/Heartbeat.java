package dev.drover.internal.socketio.client;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.EngineHandshake;
import dev.drover.internal.socketio.EnginePacket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The server pings, and a server that is not heard for an interval and a timeout is lost. While
 * this side is held back by a slow listener it hears no ping, though it is well: then it beats
 * without being asked, so that the server does not give it up.
 */
final class Heartbeat {

  private static final Duration SHORTEST = Duration.ofMillis(20);

  private final SocketIoTransport transport;
  private final PacketSender sender;
  private final Duration patience;
  private final Duration step;
  private volatile boolean busy;
  private @Nullable ScheduledFuture<?> timer;
  private boolean stopped;

  /** At the last look already; only the timer's thread knows. */
  private boolean overdue;

  Heartbeat(EngineHandshake handshake, SocketIoTransport transport, PacketSender sender) {
    this.transport = transport;
    this.sender = sender;
    this.patience = handshake.pingInterval().plus(handshake.pingTimeout());
    Duration third = handshake.pingTimeout().dividedBy(3);
    this.step = third.compareTo(SHORTEST) < 0 ? SHORTEST : third;
  }

  /** Whether the reading thread has something to do, so that it hears nothing. */
  void busy(boolean now) {
    busy = now;
  }

  synchronized void begin() {
    if (!stopped) {
      timer = Timers.schedule(this::check, step);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void check() {
    long silence = System.nanoTime() - transport.lastInboundNanos();
    if (busy) {
      overdue = false;
      sender.trySend(EnginePacket.of(EnginePacket.Type.PONG).frame());
    } else if (silence <= patience.toNanos()) {
      overdue = false;
    } else if (!overdue) {
      overdue = true; // Perhaps this machine stood still; what has come meanwhile gets its chance.
    } else {
      transport.silent(
          "sent no ping within %d ms (pingInterval and pingTimeout)"
              .formatted(patience.toMillis()));
      return;
    }
    begin();
  }
}
