package dev.drover.internal.wire;

import java.nio.charset.StandardCharsets;

/**
 * Reads an object's fields without a parser: strings without escapes, and whole numbers. That is
 * how the messages that come by the thousand are usually written; whatever is written otherwise is
 * left to {@link WireCodec}.
 */
abstract class FlatScanner {

  /** What is counted here has few digits; what has more is left to the parser. */
  private static final int MOST_DIGITS = 6;

  private byte[] json = {};
  private int at;

  /** A field with a string, whose content is between two positions. Whether to go on. */
  abstract boolean string(int nameFrom, int nameTo, int from, int to);

  /** A field with a number. Whether to go on. */
  abstract boolean number(int nameFrom, int nameTo, int number);

  /** Whether the whole text is such an object. One after the other; not for several threads. */
  final boolean scanObject(byte[] text) {
    json = text;
    at = JsonBytes.start(text);
    if (!take('{')) {
      return false;
    }
    do {
      if (!field()) {
        return false;
      }
    } while (take(','));
    return take('}') && JsonBytes.skipSpace(json, at) == json.length;
  }

  final boolean is(int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (json[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  final String text(int from, int to) {
    return new String(json, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean field() {
    int nameFrom = takeString();
    int nameTo = at - 1;
    if (nameFrom < 0 || !take(':')) {
      return false;
    }
    int valueAt = JsonBytes.skipSpace(json, at);
    if (valueAt < json.length && json[valueAt] == '"') {
      int from = takeString();
      return from >= 0 && string(nameFrom, nameTo, from, at - 1);
    }
    int number = takeNumber();
    return number >= 0 && number(nameFrom, nameTo, number);
  }

  /** Takes a string without escapes. Returns where its content begins, or -1. */
  private int takeString() {
    if (!take('"')) {
      return -1;
    }
    int from = at;
    int end = JsonBytes.quoteOrBackslash(json, from);
    if (end >= json.length || json[end] == '\\') {
      return -1;
    }
    at = end + 1;
    return from;
  }

  /** Takes a whole number that is not negative, or returns -1. */
  private int takeNumber() {
    int from = JsonBytes.skipSpace(json, at);
    int value = 0;
    at = from;
    while (at < json.length && json[at] >= '0' && json[at] <= '9' && at - from < MOST_DIGITS) {
      value = 10 * value + json[at++] - '0';
    }
    boolean ended = at < json.length && (json[at] == ',' || json[at] == '}' || json[at] <= ' ');
    return at > from && ended ? value : -1;
  }

  private boolean take(char expected) {
    int next = JsonBytes.skipSpace(json, at);
    if (next >= json.length || json[next] != expected) {
      return false;
    }
    at = next + 1;
    return true;
  }
}
