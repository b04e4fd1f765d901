package dev.drover.reference.internal.engineio;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.EnginePacket;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Pings a client from time to time, and notices that no pong comes. Used under the lock. */
final class Heartbeat {

  private static final long LATE_NANOS = 50_000_000;

  private final EngineSession session;
  private final EngineOptions options;
  private final Object lock;
  private @Nullable Future<?> timer;
  private long due;
  private long deadline;
  private boolean pinged;

  Heartbeat(EngineSession session, EngineOptions options, Object lock) {
    this.session = session;
    this.options = options;
    this.lock = lock;
  }

  /** The next ping is due in an interval's time; also after each pong. */
  void start() {
    pinged = false;
    due = System.nanoTime() + nanos(options.pingInterval());
    deadline = due + nanos(options.pingTimeout());
    schedule(options.pingInterval(), this::ping);
  }

  private void ping() {
    pinged = true;
    // Who is behind with reading cannot hear the ping yet: the time counts from when it has left.
    session
        .transport()
        .send(EnginePacket.of(EnginePacket.Type.PING), () -> session.underLock(this::awaitPong));
  }

  private void awaitPong() {
    if (pinged) {
      long now = System.nanoTime();
      // A timer that is a little late is no time won.
      deadline = (now - due < LATE_NANOS ? due : now) + nanos(options.pingTimeout());
      schedule(options.pingTimeout(), this::expire);
    }
  }

  private void expire() {
    if (session.isHeld()) {
      awaitPong();
    } else {
      session.abort("ping timeout");
    }
  }

  /** The client's answer. */
  void pong() {
    if (pinged) {
      start();
    }
  }

  /** Whether the time for a pong is over, even if the timer has not noticed yet. */
  boolean isOver() {
    return System.nanoTime() - deadline >= 0 && !session.isHeld();
  }

  void stop() {
    pinged = false;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void schedule(Duration delay, Runnable task) {
    if (timer != null) {
      timer.cancel(false);
    }
    timer =
        Timers.schedule(
            () -> {
              synchronized (lock) {
                if (session.isOpen()) {
                  task.run();
                }
              }
            },
            delay);
  }

  private static long nanos(Duration duration) {
    return duration.toNanos();
  }
}
