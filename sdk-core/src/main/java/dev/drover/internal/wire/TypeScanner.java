package dev.drover.internal.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the top-level {@code type} of a JSON object without parsing it: a message's record must be
 * known before it is read, and building a tree first costs half as much again.
 */
final class TypeScanner {

  private TypeScanner() {}

  /**
   * The value of the top-level {@code type}, wherever it stands.
   *
   * @return the type, or null if there is none, it is no string without escapes, or the text is no
   *     object
   */
  static @Nullable String scan(byte[] json) {
    int i = JsonBytes.start(json);
    if (i >= json.length || json[i] != '{') {
      return null;
    }
    int depth = 0;
    boolean name = true;
    while (i < json.length) {
      switch (json[i]) {
        case '{', '[' -> depth++;
        case '}', ']' -> {
          if (--depth == 0) {
            return null;
          }
        }
        case ',' -> name = depth == 1;
        case '"' -> {
          int end = JsonBytes.stringEnd(json, i + 1);
          if (end < 0) {
            return null;
          }
          if (name && depth == 1) {
            name = false;
            if (isType(json, i + 1, end)) {
              return value(json, end + 1);
            }
          }
          i = end;
        }
        default -> {}
      }
      i++;
    }
    return null;
  }

  private static @Nullable String value(byte[] json, int from) {
    int i = JsonBytes.skipSpace(json, from);
    if (i >= json.length || json[i] != ':') {
      return null;
    }
    i = JsonBytes.skipSpace(json, i + 1);
    if (i >= json.length || json[i] != '"') {
      return null;
    }
    int end = JsonBytes.stringEnd(json, i + 1);
    if (end < 0) {
      return null;
    }
    String type = new String(json, i + 1, end - i - 1, StandardCharsets.UTF_8);
    return type.indexOf('\\') < 0 ? type : null;
  }

  private static boolean isType(byte[] json, int from, int end) {
    return end - from == 4
        && json[from] == 't'
        && json[from + 1] == 'y'
        && json[from + 2] == 'p'
        && json[from + 3] == 'e';
  }
}
