package dev.drover.reference.internal.clock;

import dev.drover.reference.ServerClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;

/** Tells the time, and does things later, under a lock. */
public final class LockedClock {

  private final ServerClock clock;
  private final Object lock;

  /** A clock that takes a lock before it runs a task. */
  public LockedClock(ServerClock clock, Object lock) {
    this.clock = clock;
    this.lock = lock;
  }

  /** Milliseconds since the epoch. */
  public long now() {
    return clock.millis();
  }

  /** The time as it stands in messages: ISO 8601 in UTC. */
  public String timestamp() {
    return timestamp(now());
  }

  /** A time as it stands in messages. */
  public static String timestamp(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** Does something later, under the lock. */
  public Future<?> later(long millis, Runnable task) {
    return clock.schedule(
        () -> {
          synchronized (lock) {
            task.run();
          }
        },
        Duration.ofMillis(Math.max(0, millis)));
  }
}
