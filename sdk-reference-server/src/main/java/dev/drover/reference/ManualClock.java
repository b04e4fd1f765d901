package dev.drover.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still until it is moved, in milliseconds. Whoever moves it runs what becomes
 * due, in order, at the time at which it is due. Safe for any thread.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock();
 * ReferenceServer server = ReferenceServer.start(ServerOptions.defaults().withClock(clock));
 * clock.advance(Duration.ofHours(1)); // and whoever was silent is disconnected
 * }</pre>
 */
public final class ManualClock implements ServerClock {

  private record Timer(long at, long number, FutureTask<?> task) implements Comparable<Timer> {
    @Override
    public int compareTo(Timer other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private long now;
  private long numbers;

  /** A clock that begins with the machine's present time. */
  public ManualClock() {
    this(Instant.now());
  }

  /**
   * A clock that begins with a time of the caller's choice.
   *
   * @param start the time, of which milliseconds count
   */
  public ManualClock(Instant start) {
    now = start.toEpochMilli();
  }

  @Override
  public synchronized long millis() {
    return now;
  }

  @Override
  public synchronized Future<?> schedule(Runnable task, Duration delay) {
    FutureTask<?> future = new FutureTask<>(task, null);
    forgetCancelled();
    timers.add(new Timer(now + Math.max(0, delay.toMillis()), numbers++, future));
    return future;
  }

  private void forgetCancelled() {
    timers.removeIf(timer -> timer.task.isCancelled());
  }

  /**
   * Moves time on, and runs on this thread what becomes due.
   *
   * @param time zero or more; zero runs what is due already
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not run backwards: " + time);
    }
    long until;
    synchronized (this) {
      until = now + time.toMillis();
    }
    for (Timer due = nextUntil(until); due != null; due = nextUntil(until)) {
      due.task.run();
      rethrow(due.task);
    }
  }

  private static void rethrow(FutureTask<?> done) {
    try {
      if (!done.isCancelled()) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("what was due failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next timer, time being moved to it; or null, time being moved to the end. */
  private synchronized @Nullable Timer nextUntil(long until) {
    Timer next = timers.peek();
    if (next == null || next.at > until) {
      now = Math.max(now, until);
      return null;
    }
    now = Math.max(now, next.at);
    return timers.remove();
  }

  /** One line: the time, and how many timers are set. */
  @Override
  public synchronized String toString() {
    forgetCancelled();
    return "ManualClock[%s, %d timers]".formatted(Instant.ofEpochMilli(now), timers.size());
  }
}
