package dev.drover.internal.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several messages in one frame: some servers send them as an array. */
public final class MessageArray {

  private MessageArray() {}

  /**
   * Whether a frame holds an array.
   *
   * @param json UTF-8
   * @return whether it begins like one
   */
  public static boolean isArray(byte[] json) {
    int start = JsonBytes.start(json);
    return start < json.length && json[start] == '[';
  }

  /**
   * The messages of an array, each as if it had come alone.
   *
   * @param json a frame that holds an array
   * @return its elements, not looked into
   * @throws MalformedMessageException if the array itself is broken
   */
  public static List<byte[]> split(byte[] json) throws MalformedMessageException {
    List<byte[]> messages = new ArrayList<>();
    int from = JsonBytes.start(json) + 1;
    int depth = 1;
    for (int i = from; i < json.length; i++) {
      switch (json[i]) {
        case '"' -> {
          i = JsonBytes.stringEnd(json, i + 1);
          if (i < 0) {
            throw broken();
          }
        }
        case '{', '[' -> depth++;
        case ',' -> {
          if (depth == 1) {
            messages.add(Arrays.copyOfRange(json, from, i));
            from = i + 1;
          }
        }
        case '}', ']' -> {
          if (--depth == 0) {
            if (JsonBytes.skipSpace(json, i + 1) < json.length) {
              throw broken();
            }
            addLast(messages, json, from, i);
            return messages;
          }
        }
        default -> {}
      }
    }
    throw broken();
  }

  /** An array without elements has none, not an empty one. */
  private static void addLast(List<byte[]> messages, byte[] json, int from, int to) {
    if (!messages.isEmpty() || JsonBytes.skipSpace(json, from) < to) {
      messages.add(Arrays.copyOfRange(json, from, to));
    }
  }

  private static MalformedMessageException broken() {
    return new MalformedMessageException(
        "malformed message: an array that is broken off, or followed by more", null, null);
  }
}
