package dev.drover.reference.internal.backend;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The output that an agent without {@code drover.v1} has sent of a command: its pieces get numbers
 * here, and its newest part is kept for agents that do not repeat it in the end.
 */
public final class StreamedOutput {

  /** As much as agents keep themselves. */
  private static final int MOST_CHARACTERS = 1 << 20;

  /** Agents may send single characters, or nothing, without end. */
  private static final int MOST_TOGETHER = 8 << 10;

  private final Deque<StringBuilder> kept = new ArrayDeque<>();
  private int characters;
  private long pieces;
  private boolean truncated;
  private boolean announced;

  /** The agent has said that the command began, as those do that send output while it runs. */
  void announce() {
    announced = true;
  }

  /** Keeps a piece and gives its number. */
  long add(String text) {
    StringBuilder last = kept.peekLast();
    if (last != null && last.length() + text.length() <= MOST_TOGETHER) {
      last.append(text);
    } else {
      kept.add(new StringBuilder(text));
    }
    characters += text.length();
    while (characters > MOST_CHARACTERS && kept.size() > 1) {
      characters -= kept.remove().length();
      truncated = true;
    }
    return pieces++;
  }

  /** Whether the agent sends output while the command runs, as far as that can be known. */
  boolean isStreaming() {
    return announced || pieces > 0;
  }

  boolean isTruncated() {
    return truncated;
  }

  String text() {
    return String.join("", kept);
  }
}
