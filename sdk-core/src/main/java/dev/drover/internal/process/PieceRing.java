package dev.drover.internal.process;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The newest pieces of an output as bytes: eight bytes per piece beside its text, so that a program
 * that writes single characters costs no more than ten times what it wrote. Not thread-safe.
 */
final class PieceRing {

  private static final int FIRST_BYTES = 512;

  /** A search for one stream's pieces goes no further back. */
  private static final int MOST_PIECES_OF_ONE_STREAM = 1000;

  private final int bound;

  /** The kept bytes; the byte at position p of the output is at p modulo the length. */
  private byte[] bytes = {};

  private long start;
  private long end;

  /** Where each kept piece ends, shifted by one, with the stream in the lowest bit. */
  private long[] ends = new long[8];

  private long first;
  private long next;

  PieceRing(int bound) {
    this.bound = bound;
  }

  /** The number of the oldest kept piece, or of the next one if none is kept. */
  long first() {
    return first;
  }

  /** The number that the next piece will get. */
  long next() {
    return next;
  }

  boolean hasRoomFor(int length) {
    return end - start + length <= bound;
  }

  void dropOldest() {
    start = endOf(first);
    first++;
  }

  /** Adds a piece for which there is room. */
  void add(boolean stderr, byte[] source, int from, int length) {
    int kept = (int) (end - start);
    if (kept + length > bytes.length) {
      bytes = grown(kept + length);
    }
    copyIn(source, from, length);
    if (next - first == ends.length) {
      long[] more = new long[ends.length * 2];
      for (long seq = first; seq < next; seq++) {
        more[(int) (seq % more.length)] = ends[(int) (seq % ends.length)];
      }
      ends = more;
    }
    end += length;
    ends[(int) (next % ends.length)] = end << 1 | (stderr ? 1 : 0);
    next++;
  }

  OutputPiece get(long seq) {
    long from = seq == first ? start : endOf(seq - 1);
    boolean stderr = (ends[(int) (seq % ends.length)] & 1) != 0;
    return new OutputPiece(seq, stderr, text(from, endOf(seq)), false);
  }

  /** The newest whole pieces that fit, and of the next older one as many characters as fit. */
  String tail(int maxBytes) {
    return tail(first, maxBytes);
  }

  /** The same, of the pieces from that number on. */
  String tail(long fromSeq, int maxBytes) {
    long oldest = fromSeq <= first ? start : endOf(Math.min(fromSeq, next) - 1);
    long from = Math.max(oldest, end - maxBytes);
    while (from < end && from > start && isContinuation(bytes[(int) (from % bytes.length)])) {
      from++;
    }
    return text(from, end);
  }

  /** The newest pieces of one stream, from that number on, until so many bytes are together. */
  String tail(long fromSeq, int maxBytes, boolean stderr) {
    StringBuilder newestFirst = new StringBuilder();
    long oldest = Math.max(first, Math.max(fromSeq, next - MOST_PIECES_OF_ONE_STREAM));
    for (long seq = next - 1; seq >= oldest; seq--) {
      OutputPiece piece = get(seq);
      if (piece.stderr() == stderr) {
        newestFirst.insert(0, piece.text());
      }
      if (newestFirst.length() >= maxBytes) {
        break;
      }
    }
    return newestFirst.toString();
  }

  private static boolean isContinuation(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  private long endOf(long seq) {
    return ends[(int) (seq % ends.length)] >> 1;
  }

  private byte[] grown(int needed) {
    int doubled = (int) Math.min(bound, Math.max(FIRST_BYTES, bytes.length * 2L));
    byte[] more = new byte[Math.max(needed, doubled)];
    byte[] kept = copyOut(start, end);
    int at = (int) (start % more.length);
    int head = Math.min(kept.length, more.length - at);
    System.arraycopy(kept, 0, more, at, head);
    System.arraycopy(kept, head, more, 0, kept.length - head);
    return more;
  }

  private void copyIn(byte[] source, int from, int length) {
    int at = (int) (end % bytes.length);
    int head = Math.min(length, bytes.length - at);
    System.arraycopy(source, from, bytes, at, head);
    System.arraycopy(source, from + head, bytes, 0, length - head);
  }

  private byte[] copyOut(long from, long to) {
    int length = (int) (to - from);
    if (length == 0) {
      return new byte[0];
    }
    int at = (int) (from % bytes.length);
    int head = Math.min(length, bytes.length - at);
    byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
    System.arraycopy(bytes, 0, copy, head, length - head);
    return copy;
  }

  private String text(long from, long to) {
    return new String(copyOut(from, to), StandardCharsets.UTF_8);
  }
}
