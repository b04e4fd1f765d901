package dev.drover.internal.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds its way through JSON without parsing it, fast where strings are long. */
final class JsonBytes {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final long LOWS = ~HIGHS;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long TWOS = 2 * ONES;
  private static final long ALL_BUT_TWO_BITS = 0x7c * ONES;

  private JsonBytes() {}

  /**
   * The end of a string.
   *
   * @param json UTF-8
   * @param from behind the opening quote
   * @return the index of the closing quote, or -1
   */
  static int stringEnd(byte[] json, int from) {
    int at = quoteOrBackslash(json, from);
    while (at < json.length && json[at] == '\\') {
      at = quoteOrBackslash(json, at + 2);
    }
    return at < json.length ? at : -1;
  }

  /**
   * The first quote or backslash, looking at eight bytes at once: a preview's frame is one string
   * of a quarter of a megabyte.
   *
   * @return its index; the length, or more, if there is none
   */
  static int quoteOrBackslash(byte[] json, int from) {
    int at = from;
    while (at + Long.BYTES <= json.length) {
      long eight = (long) EIGHT_BYTES.get(json, at);
      long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
      at = skipOthers(json, at + Long.BYTES);
    }
    while (at < json.length && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /** The index of the next byte that is no white space, or the length. */
  static int skipSpace(byte[] json, int from) {
    int at = from;
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Where the text begins: behind a byte order mark, if there is one, and white space. */
  static int start(byte[] json) {
    return skipSpace(json, json.length >= 3 && json[0] == (byte) 0xEF ? 3 : 0);
  }

  /** The high bit of every byte that is zero; above the lowest such byte there may be more. */
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight & HIGHS;
  }

  /** In a long string: skips four times eight bytes as long as none of them can be meant. */
  private static int skipOthers(byte[] json, int from) {
    int at = from;
    int last = json.length - 4 * Long.BYTES;
    while (at <= last
        && (others(json, at) & others(json, at + 8) & others(json, at + 16) & others(json, at + 24))
            == HIGHS) {
      at += 4 * Long.BYTES;
    }
    return at;
  }

  /**
   * The high bits of those among eight bytes that are neither quote nor backslash for sure; {@code
   * #}, {@code ]} and what is no ASCII are not among them either. So one test does for two
   * characters: a backslash is 0x7e away from a quote, and two more than either distance leaves
   * nothing but the lowest two bits. Base64 has none of all these.
   */
  private static long others(byte[] json, int at) {
    long eight = (long) EIGHT_BYTES.get(json, at);
    long distance = (((eight & LOWS) ^ QUOTES) + TWOS) & ALL_BUT_TWO_BITS;
    return (distance + LOWS) & HIGHS;
  }
}
