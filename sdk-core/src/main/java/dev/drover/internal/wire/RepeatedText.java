package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A field whose text is mostly the same as in the message before: then it is the same String, which
 * costs neither decoding nor memory.
 */
final class RepeatedText {

  private final byte[] name;
  private byte[] seen = {};
  private String text = "";
  private @Nullable String current;

  RepeatedText(String name) {
    this.name = name.getBytes(UTF_8);
  }

  boolean isNamed(byte[] json, int from, int to) {
    return Arrays.equals(json, from, to, name, 0, name.length);
  }

  /** The message at hand has this field. */
  void take(byte[] json, int from, int to) {
    if (!Arrays.equals(json, from, to, seen, 0, seen.length)) {
      seen = Arrays.copyOfRange(json, from, to);
      text = new String(seen, UTF_8);
    }
    current = text;
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
