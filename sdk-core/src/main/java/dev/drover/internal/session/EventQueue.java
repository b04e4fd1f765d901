package dev.drover.internal.session;

import dev.drover.Gap;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Events on their way to listeners, in order. Best-effort ones are bounded: the oldest are dropped
 * for newer ones, and also when they keep a guaranteed one waiting for too long. Guaranteed ones,
 * and gaps, stay until they are taken; whoever adds them sees to their bound.
 *
 * @param <E> the events
 */
final class EventQueue<E> {

  private static final int KEPT_GAPS = 1000;

  /** How many best-effort events are taken at once, so that two threads seldom meet here. */
  private static final int HANDFUL = 64;

  /** How long slow listeners may let a guaranteed event wait behind best-effort ones. */
  private static final long OVERTAKE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * What must not be dropped.
   *
   * @param what an event, or a {@link Mark}
   * @param behind how many best-effort events were added before it
   * @param since when it was added
   * @param handled runs after the listeners
   */
  record Sure(Object what, long behind, long since, Runnable handled) {}

  /**
   * A loss, in its place among the events.
   *
   * @param gap what is known of it
   * @param event the same as one of the events, if they have a form for it
   */
  record Mark(Gap gap, @Nullable Object event) {}

  private final int capacity;
  private final ArrayDeque<E> best = new ArrayDeque<>();
  private final ArrayDeque<Sure> sure = new ArrayDeque<>();
  private final ArrayDeque<Gap> gaps = new ArrayDeque<>();

  /** Taken, not yet handed out; only whoever takes looks at it. */
  private final ArrayDeque<E> hand = new ArrayDeque<>();

  /** How many best-effort events were taken or dropped so far. */
  private long gone;

  private long dropped;
  private @Nullable Instant droppedSince;
  private boolean drained = true;

  EventQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Adds an event that may be dropped.
   *
   * @return whether somebody must be told to take it, since nobody is taking
   */
  synchronized boolean offer(E event) {
    if (best.size() == capacity) {
      drop();
    }
    best.add(event);
    return wake();
  }

  /**
   * Adds what must not be dropped.
   *
   * @return as {@link #offer}
   */
  synchronized boolean put(Object what, Runnable handled) {
    if (what instanceof Mark mark) {
      keep(mark.gap());
    }
    sure.add(new Sure(what, gone + best.size(), System.nanoTime(), handled));
    return wake();
  }

  /**
   * Takes what comes next. One thread at a time may take.
   *
   * @return an event, a {@link Gap} for what was dropped before it, or a {@link Sure}; null if
   *     there is nothing, and then the next to add will be told to wake somebody
   */
  @Nullable Object take() {
    E event = hand.poll();
    return event == null ? takeMore() : event;
  }

  private synchronized @Nullable Object takeMore() {
    Sure first = sure.peek();
    if (first != null && first.behind > gone && waitsTooLong(first)) {
      while (first.behind > gone) {
        drop();
      }
    }
    if (dropped > 0) {
      return endOfDrop();
    }
    if (first != null && first.behind <= gone) {
      return sure.poll();
    }
    long most = first == null ? HANDFUL : Math.min(HANDFUL, first.behind - gone);
    int count = (int) Math.min(most, best.size());
    for (int i = 0; i < count; i++) {
      hand.add(best.remove());
    }
    gone += count;
    drained = count == 0;
    return hand.poll();
  }

  /**
   * Puts back what was taken but not handed out, since whoever takes is slow: so it may be dropped
   * or overtaken like all else.
   */
  void putBack() {
    if (!hand.isEmpty()) {
      putBackHand();
    }
  }

  private synchronized void putBackHand() {
    if (dropped > 0) { // Newer ones are lost already: with these it is one gap, and in its place.
      dropped += hand.size();
      hand.clear();
      return;
    }
    gone -= hand.size();
    while (!hand.isEmpty()) {
      best.addFirst(hand.removeLast());
    }
    while (best.size() > capacity) {
      drop();
    }
  }

  /** The gaps so far, one that is not over yet included. */
  synchronized List<Gap> gaps() {
    List<Gap> all = new ArrayList<>(gaps);
    if (dropped > 0) {
      all.add(dropGap());
    }
    return List.copyOf(all);
  }

  private boolean wake() {
    boolean wasDrained = drained;
    drained = false;
    return wasDrained;
  }

  private static boolean waitsTooLong(Sure event) {
    return System.nanoTime() - event.since > OVERTAKE_NANOS;
  }

  private void drop() {
    best.remove();
    gone++;
    dropped++;
    if (droppedSince == null) {
      droppedSince = Instant.now();
    }
  }

  private Gap endOfDrop() {
    Gap gap = dropGap();
    dropped = 0;
    droppedSince = null;
    keep(gap);
    return gap;
  }

  private Gap dropGap() {
    Instant now = Instant.now();
    return new Gap(
        droppedSince == null ? now : droppedSince, now, "the listeners were too slow", dropped);
  }

  private void keep(Gap gap) {
    if (gaps.size() == KEPT_GAPS) {
      gaps.poll();
    }
    gaps.add(gap);
  }
}
