package dev.drover.internal.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A field whose text is mostly the same as in the message before: then it is the same String, which
 * costs neither a search for its end, nor decoding, nor memory.
 */
final class RepeatedText {

  private final String name;
  private final boolean repeats;
  private byte[] seen = {};
  private String text = "";
  private @Nullable String current;

  /**
   * A field.
   *
   * @param repeats false if its text differs from message to message, and is not worth keeping
   */
  RepeatedText(String name, boolean repeats) {
    this.name = name;
    this.repeats = repeats;
  }

  String name() {
    return name;
  }

  /**
   * The message at hand has this field.
   *
   * @param from where its text begins
   * @return where the text ends; -1 if it holds an escape, or does not end
   */
  int take(byte[] json, int from) {
    int end = from + seen.length;
    if (!repeats || !isSeen(json, from, end)) {
      end = JsonBytes.quoteOrBackslash(json, from);
      if (end >= json.length || json[end] != '"') {
        return -1;
      }
      text = new String(json, from, end - from, StandardCharsets.UTF_8);
      seen = repeats ? Arrays.copyOfRange(json, from, end) : seen;
    }
    current = text;
    return end;
  }

  private boolean isSeen(byte[] json, int from, int end) {
    return end < json.length
        && json[end] == '"'
        && Arrays.equals(json, from, end, seen, 0, seen.length);
  }

  /** What the message at hand has; null if it lacks the field. */
  @Nullable String current() {
    return current;
  }

  /** A new message begins. */
  void clear() {
    current = null;
  }
}
