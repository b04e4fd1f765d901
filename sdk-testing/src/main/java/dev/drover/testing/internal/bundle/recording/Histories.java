package dev.drover.testing.internal.bundle.recording;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.Gap;
import dev.drover.hub.VmStateChanged;
import dev.drover.testing.internal.bundle.model.HistoryEntry;
import dev.drover.testing.internal.bundle.model.HistoryEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * What happens to connections and VMs during a run, the newest of it: one listener a connection,
 * however many tests share it. Safe for any number of threads.
 */
public final class Histories {

  private static final int KEPT = 4_000;
  private static final int LONGEST_STATE = 300;

  private final Deque<HistoryEntry> entries = new ArrayDeque<>();
  private final Set<Object> followed =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /** Nothing so far. */
  public Histories() {}

  /**
   * Follows a connection from now on, if it is not followed yet.
   *
   * @param name what it leads to, for people
   * @param now how it stands now: what happened before is not told again
   * @param connection its events
   */
  public void connection(
      String name, ConnectionState now, EventStream<? extends ConnectionEvent> connection) {
    if (followed.add(connection)) {
      add(entry(name, now));
      connection.onEach(event -> add(entry(name, event)));
    }
  }

  /**
   * Follows what VMs tell of themselves, if that is not followed yet.
   *
   * @param states their states
   */
  public void states(EventStream<VmStateChanged> states) {
    if (followed.add(states)) {
      states.onEach(state -> add(entry(state)));
    }
  }

  /**
   * Some of what is kept.
   *
   * @param since from when on
   * @param filter what is meant
   * @return it, oldest first
   */
  public synchronized List<HistoryEntry> since(
      Instant since, Predicate<? super HistoryEntry> filter) {
    List<HistoryEntry> found = new ArrayList<>();
    for (HistoryEntry entry : entries) {
      if (!entry.time().isBefore(since) && filter.test(entry)) {
        found.add(entry);
      }
    }
    return found;
  }

  /**
   * Adds what others have seen.
   *
   * @param entry what happened
   */
  public synchronized void add(HistoryEntry entry) {
    entries.add(entry);
    if (entries.size() > KEPT) {
      entries.remove();
    }
  }

  private static HistoryEntry entry(VmStateChanged changed) {
    StringBuilder text = new StringBuilder(changed.status().orElse("no status"));
    changed.progress().ifPresent(percent -> text.append(", ").append(percent).append(" %"));
    for (Map.Entry<String, Object> more : changed.state().entrySet()) {
      if (!Set.of("status", "progress").contains(more.getKey()) && text.length() < LONGEST_STATE) {
        text.append(", ").append(more.getKey()).append(' ').append(shortened(more.getValue()));
      }
    }
    return new HistoryEntry(changed.time(), changed.vmId(), Kind.STATE, text.toString());
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_STATE ? text : text.substring(0, LONGEST_STATE) + "…";
  }

  private static HistoryEntry entry(String name, ConnectionState now) {
    boolean up = now == ConnectionState.CONNECTED;
    String text = "followed from here on: " + now.name().toLowerCase(Locale.ROOT);
    return new HistoryEntry(Instant.now(), name, up ? Kind.UP : Kind.OTHER, text);
  }

  private static HistoryEntry entry(String name, ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Connected up) {
      return new HistoryEntry(
          up.time(), name, Kind.UP, "connected (number " + up.generation() + ")");
    }
    if (event instanceof ConnectionEvent.Disconnected down) {
      return new HistoryEntry(down.time(), name, Kind.DOWN, "lost: " + down.cause());
    }
    if (event instanceof ConnectionEvent.Reconnecting again) {
      String text =
          "attempt %d in %d ms: %s"
              .formatted(again.attempt(), again.delay().toMillis(), again.cause());
      return new HistoryEntry(again.time(), name, Kind.OTHER, text);
    }
    if (event instanceof ConnectionEvent.Resubscribed back) {
      return new HistoryEntry(back.time(), name, Kind.GAP, text(back.gap()));
    }
    String cause = event instanceof ConnectionEvent.Closed closed ? closed.cause() : null;
    Kind kind = cause == null ? Kind.OTHER : Kind.DOWN;
    return new HistoryEntry(
        event.time(), name, kind, cause == null ? "closed" : "closed: " + cause);
  }

  private static String text(Gap gap) {
    return "gap of %d ms, in which messages may have been missed: %s"
        .formatted(Duration.between(gap.from(), gap.to()).toMillis(), gap.cause());
  }
}
