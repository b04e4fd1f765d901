package dev.drover.reference.internal.journal;

import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.reference.Journal;
import dev.drover.reference.JournalEntry;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.internal.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages as the bytes that are sent anyway; texts are made only for those who look. Safe
 * for any thread.
 */
public final class RecordingJournal implements Journal {

  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_BYTES = 32L << 20;

  /** What an entry costs besides its text, roughly. */
  private static final long OVERHEAD = 100;

  private static final int SHOWN_ON_TIMEOUT = 10;

  /**
   * An entry in the order of all.
   *
   * @param number counts from 0 and is not used again
   */
  public record Numbered(long number, JournalEntry entry) {}

  /**
   * Some entries.
   *
   * @param next the number that the next entry of all will have
   * @param more whether older ones fit too, or may
   */
  public record Page(List<Numbered> entries, long next, boolean more, long dropped) {}

  /** An entry whose text is still bytes. */
  private static final class Raw {
    private final long number;
    private final Instant time = Instant.now();
    private final PeerInfo peer;
    private final Kind kind;
    private final byte[] text;
    private final @Nullable String type;

    Raw(long number, PeerInfo peer, Kind kind, byte[] text, @Nullable String type) {
      this.type = type;
      this.number = number;
      this.peer = peer;
      this.kind = kind;
      this.text = text;
    }

    long cost() {
      return OVERHEAD + text.length;
    }
  }

  private final Optional<String> secret;
  private final ArrayDeque<Raw> kept = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private long next;

  /**
   * An empty journal.
   *
   * @param secret masked wherever it appears
   */
  public RecordingJournal(Optional<String> secret) {
    this.secret = secret;
  }

  /** Notes a message, or a connection's beginning or end. */
  public void record(PeerInfo peer, Kind kind, byte[] text) {
    keep(peer, kind, text, null);
  }

  /** Notes a message whose type is known. */
  public void record(PeerInfo peer, Kind kind, byte[] text, String type) {
    keep(peer, kind, text, type);
  }

  private synchronized void keep(
      PeerInfo peer, Kind kind, byte[] text, @Nullable String knownType) {
    Raw entry = new Raw(next++, peer, kind, text, knownType);
    kept.add(entry);
    bytes += entry.cost();
    while (kept.size() > MAX_ENTRIES || (bytes > MAX_BYTES && kept.size() > 1)) {
      bytes -= kept.remove().cost();
      dropped++;
    }
    notifyAll();
  }

  /** Notes a connection's beginning or end. */
  public void record(PeerInfo peer, Kind kind, String text) {
    record(peer, kind, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<JournalEntry> entries() {
    return entries(entry -> true);
  }

  @Override
  public List<JournalEntry> entries(Predicate<? super JournalEntry> filter) {
    return from(0).stream()
        .map(this::entry)
        .filter(filter)
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * The newest of what is kept.
   *
   * @param from the lowest number that is wanted
   * @param limit how many at most
   * @return those, oldest first
   */
  public Page page(long from, int limit, Predicate<? super JournalEntry> filter) {
    List<Raw> raws;
    long end;
    long gone;
    synchronized (this) {
      raws = from(from);
      end = next;
      gone = dropped;
    }
    ArrayDeque<Numbered> found = new ArrayDeque<>();
    int i = raws.size();
    while (i > 0 && found.size() < limit) {
      Raw raw = raws.get(--i);
      JournalEntry entry = entry(raw);
      if (filter.test(entry)) {
        found.addFirst(new Numbered(raw.number, entry));
      }
    }
    return new Page(List.copyOf(found), end, i > 0, gone);
  }

  @Override
  public JournalEntry await(Predicate<? super JournalEntry> condition, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    long seen = 0;
    while (true) {
      for (Raw raw : awaitFrom(seen, deadline, timeout)) {
        seen = raw.number + 1;
        JournalEntry entry = entry(raw);
        if (condition.test(entry)) {
          return entry;
        }
      }
    }
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  @Override
  public synchronized void clear() {
    kept.clear();
    bytes = 0;
  }

  private synchronized List<Raw> from(long number) {
    return kept.stream().filter(raw -> raw.number >= number).toList();
  }

  private synchronized List<Raw> awaitFrom(long number, long deadline, Duration timeout) {
    try {
      while (next <= number || from(number).isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new RequestTimeoutException(nothing(timeout));
        }
        wait(left);
      }
      return from(number);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DroverException("interrupted while waiting for a journal entry", e);
    }
  }

  private String nothing(Duration timeout) {
    String newest =
        kept.stream()
            .skip(Math.max(0, kept.size() - SHOWN_ON_TIMEOUT))
            .map(raw -> "\n  " + entry(raw))
            .collect(Collectors.joining());
    return "no such entry in the journal within %d ms; it holds %d%s"
        .formatted(
            timeout.toMillis(), kept.size(), newest.isEmpty() ? "" : ", the newest:" + newest);
  }

  private JournalEntry entry(Raw raw) {
    String text = new String(raw.text, StandardCharsets.UTF_8);
    boolean message = raw.kind == Kind.RECEIVED || raw.kind == Kind.SENT;
    return new JournalEntry(
        raw.time,
        raw.peer,
        raw.kind,
        message ? typeOf(raw) : "",
        secret.map(token -> text.replace(token, "***")).orElse(text));
  }

  private static String typeOf(Raw raw) {
    return raw.type == null ? Frame.typeOf(raw.text) : raw.type;
  }
}
