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
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final long UP_TO_PLUS = (0x80 - '+') * ONES;
  private static final long LOW_FIVE = 0x1f * ONES;
  private static final long UP_TO_BRACKET = (0x80 - ('[' & 0x1f)) * ONES;

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
    while (at <= last) {
      long first = (long) EIGHT_BYTES.get(json, at);
      long second = (long) EIGHT_BYTES.get(json, at + 8);
      long third = (long) EIGHT_BYTES.get(json, at + 16);
      long fourth = (long) EIGHT_BYTES.get(json, at + 24);
      if ((others(first) & others(second) & others(third) & others(fourth) & HIGHS) != HIGHS) {
        break;
      }
      at += 4 * Long.BYTES;
    }
    return at;
  }

  /**
   * The high bits of those among eight bytes that are neither quote nor backslash for sure: not
   * below {@code +}, where the quote is, and with low five bits below those of {@code [}, whose are
   * lower than the backslash's. That holds for all of Base64 but {@code =}. What a byte that is no
   * ASCII carries over to the next one lifts a quote to no more than a {@code #}.
   */
  private static long others(long eight) {
    return (eight + UP_TO_PLUS) & ~((eight & LOW_FIVE) + UP_TO_BRACKET);
  }
}
