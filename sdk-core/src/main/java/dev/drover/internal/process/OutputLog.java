package dev.drover.internal.process;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest output of one command, and who hears it. Whoever appends waits while the oldest piece
 * has to go and a feed still needs it; without feeds the oldest piece goes.
 */
final class OutputLog {

  /** A message per piece stays small enough to be sent between others. */
  private static final int MAX_PIECE_BYTES = 32 << 10;

  private static final int LONGEST_CHARACTER = 4;

  private final Map<Object, OutputFeed> feeds = new ConcurrentHashMap<>();
  private final PieceRing ring;
  private final int maxPiece;
  private @Nullable CommandEnd end;

  /** What the command waits for now, and which of its waits that is. */
  private @Nullable Prompt prompt;

  private long promptNumber;
  private volatile Runnable onOutput = () -> {};

  OutputLog(int bound) {
    int fitting = Math.max(bound, LONGEST_CHARACTER);
    ring = new PieceRing(fitting);
    maxPiece = Math.min(MAX_PIECE_BYTES, fitting);
  }

  /**
   * Adds output and hands it to the feeds on this thread. Ignored after the end.
   *
   * @param stderr the stream
   * @param text whole characters
   */
  void append(boolean stderr, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int from = 0;
    while (from < utf8.length) {
      int to = pieceEnd(utf8, from);
      add(stderr, utf8, from, to - from);
      onOutput.run();
      signal();
      from = to;
    }
  }

  /** Adds the end and hands it to the feeds on this thread. */
  void end(CommandEnd how) {
    synchronized (this) {
      end = how;
      prompt = null;
    }
    signal();
  }

  /** Has somebody hear, before the feeds do, that something was added; must be quick. */
  void onOutput(Runnable hearer) {
    onOutput = hearer;
  }

  /**
   * The command waits for input, until something is added, or {@link #noPrompt()}. The feeds hear
   * of it at the next {@link #signal()}, those that have heard of the same wait not again.
   *
   * @param what the prompt
   * @param number which of the command's waits it is, from 1
   * @return false if something was added meanwhile
   */
  synchronized boolean prompt(Prompt what, long number) {
    if (end != null || ring.next() != what.pieces()) {
      return false;
    }
    prompt = what;
    promptNumber = number;
    return true;
  }

  /** Who has not heard of the command's wait by now will not. */
  synchronized void noPrompt() {
    prompt = null;
  }

  /** What a feed that has had all pieces is still to hear of the command's wait for input. */
  synchronized @Nullable Prompt promptFor(OutputFeed feed) {
    if (prompt == null || feed.cursor < ring.next() || feed.promptHeard == promptNumber) {
      return null;
    }
    feed.promptHeard = promptNumber;
    return prompt;
  }

  boolean isPromptWanted() {
    return feeds.values().stream().anyMatch(OutputFeed::wantsPrompts);
  }

  /**
   * Adds a sink, in the place of the one with the same key if there is one.
   *
   * @return still holding back; nothing that the sink shall hear is dropped from now on
   */
  OutputFeed attach(Object key, OutputSink sink, long fromSeq) {
    OutputFeed feed = new OutputFeed(this, key, sink, fromSeq);
    OutputFeed before = feeds.put(key, feed);
    if (before != null) {
      before.cancel();
    }
    return feed;
  }

  void detach(OutputFeed feed) {
    feeds.remove(feed.key, feed);
    wakeAppenders();
  }

  /**
   * The next piece for a feed, whose cursor moves past it.
   *
   * @return null if there is none yet, or never will be
   */
  synchronized @Nullable OutputPiece next(OutputFeed feed) {
    long seq = Math.max(feed.cursor, ring.first());
    if (seq >= ring.next()) {
      return null;
    }
    OutputPiece piece = ring.get(seq);
    if (seq > feed.cursor) {
      piece = new OutputPiece(seq, piece.stderr(), piece.text(), true);
    }
    feed.cursor = seq + 1;
    notifyAll();
    return piece;
  }

  synchronized @Nullable CommandEnd end() {
    return end;
  }

  synchronized long pieces() {
    return ring.next();
  }

  synchronized boolean truncated() {
    return ring.first() > 0;
  }

  synchronized String tail(int maxBytes) {
    return ring.tail(maxBytes);
  }

  /** What the newest output from that piece on asks. */
  synchronized Question question(long fromSeq, int maxBytes) {
    Question whole = Question.in(ring.tail(fromSeq, maxBytes));
    if (whole.open()) {
      return whole;
    }
    // The streams overtake each other: the end of the one may stand behind the other's question.
    Question out = Question.in(ring.tail(fromSeq, maxBytes, false));
    Question err = Question.in(ring.tail(fromSeq, maxBytes, true));
    return out.open() ? out : err.open() ? err : whole;
  }

  private synchronized void add(boolean stderr, byte[] utf8, int from, int length) {
    boolean interrupted = false;
    while (end == null && !ring.hasRoomFor(length)) {
      if (isNeeded(ring.first())) {
        try {
          wait();
        } catch (InterruptedException e) {
          // Nobody of the engine interrupts; a command's output must not get lost because of it.
          interrupted = true;
        }
      } else {
        ring.dropOldest();
      }
    }
    if (end == null) {
      ring.add(stderr, utf8, from, length);
      prompt = null;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isNeeded(long seq) {
    for (OutputFeed feed : feeds.values()) {
      if (feed.cursor <= seq) {
        return true;
      }
    }
    return false;
  }

  /** Has the feeds look whether there is something new for them. */
  void signal() {
    for (OutputFeed feed : feeds.values()) {
      feed.drain();
    }
  }

  private synchronized void wakeAppenders() {
    notifyAll();
  }

  private int pieceEnd(byte[] utf8, int from) {
    int to = Math.min(utf8.length, from + maxPiece);
    while (to < utf8.length && (utf8[to] & 0xC0) == 0x80) {
      to--;
    }
    return to;
  }
}
