package dev.drover.internal.session;

import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Correlates the answers of a server that sends no ids: at most one request is under way per lane,
 * the rest wait here. When one is given up, its lane is closed until its late answer has come, or
 * cannot be expected any more: a late answer never completes a later request.
 *
 * @param <A> what answers look like on the wire
 */
public final class Lanes<A> {

  /**
   * Where answers cannot be told apart.
   *
   * @param target who answers, or empty for the server itself
   * @param kind what kind of answer
   */
  public record Key(String target, String kind) {}

  private final Map<Key, Lane> lanes = new HashMap<>();
  private final Duration quarantine;
  private boolean open;

  /**
   * No lanes yet.
   *
   * @param quarantine how long a late answer is waited for
   */
  public Lanes(Duration quarantine) {
    this.quarantine = quarantine;
  }

  /**
   * Sends a request in its turn.
   *
   * @param key its lane
   * @param pending the request
   * @param send sends it; if that fails, it ends the request and returns
   */
  public void submit(Key key, PendingRequest<A, ?> pending, Runnable send) {
    Turn turn = new Turn(pending, send);
    Lane lane;
    synchronized (this) {
      lane = open ? null : lanes.computeIfAbsent(key, Lane::new);
      if (lane != null) {
        lane.waiting.add(turn);
        pending.held(true);
      }
    }
    if (lane == null) {
      send.run();
      return;
    }
    pending.onEnd(end -> lane.ended(turn, end));
    lane.advance();
  }

  /** The request under way in a lane, if its answer is still wanted. */
  public synchronized @Nullable PendingRequest<A, ?> current(Key key) {
    Lane lane = lanes.get(key);
    return lane == null || lane.current == null || lane.current.abandoned
        ? null
        : lane.current.pending;
  }

  /**
   * The request under way takes its answer; if its deadline comes first after all, the lane need
   * not wait for another.
   *
   * @param key its lane
   * @param answer the message
   * @return the request, if one wants this answer
   */
  public synchronized @Nullable PendingRequest<A, ?> answered(Key key, A answer) {
    PendingRequest<A, ?> pending = current(key);
    Lane lane = lanes.get(key);
    if (pending == null || lane == null || lane.current == null || !pending.accepts(answer)) {
      return null;
    }
    lane.current.answered = true;
    return pending;
  }

  /**
   * An answer came to a lane whose request was given up.
   *
   * @param key the lane
   * @return whether it was the one waited for
   */
  public boolean lateAnswer(Key key) {
    Lane lane;
    Turn turn;
    synchronized (this) {
      lane = lanes.get(key);
      turn = lane == null ? null : lane.current;
      if (lane == null || turn == null || !turn.abandoned) {
        return false;
      }
    }
    lane.leave(turn);
    return true;
  }

  /**
   * The lanes with a request under way, wanted or given up, oldest first.
   *
   * @param target only those of this target; null for all
   * @return their keys
   */
  public synchronized List<Key> busy(@Nullable String target) {
    List<Lane> busy = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      if (lane.current != null && (target == null || lane.key.target().equals(target))) {
        busy.add(lane);
      }
    }
    busy.sort((a, b) -> Long.compare(a.order(), b.order()));
    return busy.stream().map(lane -> lane.key).toList();
  }

  /** The server sends ids after all: everything waiting goes out at once. */
  public void openAll() {
    List<Turn> turns = new ArrayList<>();
    synchronized (this) {
      open = true;
      lanes.values().forEach(lane -> turns.addAll(lane.waiting));
      dissolve();
    }
    turns.stream().filter(turn -> !turn.pending.hasEnded()).forEach(Turn::goOut);
  }

  /** The connection is gone: no answer to anything sent before will come. */
  public synchronized void reset() {
    open = false;
    dissolve();
  }

  private void dissolve() {
    lanes.values().forEach(Lane::clear);
    lanes.clear();
  }

  private final class Turn {
    final PendingRequest<A, ?> pending;
    final Runnable send;
    final long order = System.nanoTime();
    boolean abandoned;
    boolean answered;
    @Nullable ScheduledFuture<?> quarantineEnd;

    Turn(PendingRequest<A, ?> pending, Runnable send) {
      this.pending = pending;
      this.send = send;
    }

    void goOut() {
      pending.held(false);
      send.run();
    }
  }

  /** All fields are guarded by the lanes' lock; sending happens outside it. */
  private final class Lane {
    final Key key;
    final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    @Nullable Turn current;
    boolean sending;

    Lane(Key key) {
      this.key = key;
    }

    long order() {
      return current == null ? Long.MAX_VALUE : current.order;
    }

    void clear() {
      waiting.clear();
      current = null;
    }

    void ended(Turn turn, PendingRequest.End end) {
      synchronized (Lanes.this) {
        if (current != turn) {
          waiting.remove(turn);
          return;
        }
        if (end == PendingRequest.End.ABANDONED && !turn.answered) {
          turn.abandoned = true;
          turn.quarantineEnd = Timers.schedule(() -> leave(turn), quarantine);
          return;
        }
      }
      leave(turn);
    }

    void leave(Turn turn) {
      synchronized (Lanes.this) {
        if (current != turn) {
          return;
        }
        if (turn.quarantineEnd != null) {
          turn.quarantineEnd.cancel(false);
        }
        current = null;
      }
      advance();
    }

    /**
     * Sends what is next, if nothing is under way. A send that fails ends its request and so leads
     * back here: the one who is sending goes on with the next, instead of nesting.
     */
    void advance() {
      while (true) {
        Turn next;
        synchronized (Lanes.this) {
          if (sending || current != null) {
            return;
          }
          next = waiting.poll();
          if (next == null) {
            lanes.remove(key, this);
            return;
          }
          current = next;
          sending = true;
        }
        try {
          next.goOut();
        } finally {
          synchronized (Lanes.this) {
            sending = false;
          }
        }
      }
    }
  }
}
