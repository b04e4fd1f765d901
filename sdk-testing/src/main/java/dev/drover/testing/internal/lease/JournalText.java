package dev.drover.testing.internal.lease;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a journal: lines of words with blanks between them, percent-encoded. A last line
 * without its end was torn off when the process was killed, and does not count.
 */
final class JournalText {

  /**
   * What a run left.
   *
   * @param hub the hub's address, without secrets
   * @param runId the run
   * @param owner the process, if that line was written
   * @param held the test cases that it asked VMs for and has not given back
   */
  record Left(String hub, String runId, Optional<Owner> owner, Set<String> held) {}

  private JournalText() {}

  static String line(String... words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.length() == 0 ? "" : " ").append(encode(word));
    }
    return line.append('\n').toString();
  }

  /** Reads a journal; nothing if it ends before it says whose it is. */
  static Optional<Left> read(String text) {
    String hub = null;
    String runId = null;
    Owner owner = null;
    Set<String> held = new LinkedHashSet<>();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      String[] words = line.split(" ", -1);
      String value = words.length < 2 || words[1].isEmpty() ? null : decode(words[1]);
      if (value == null) {
        continue;
      }
      switch (words[0]) {
        case "hub" -> hub = value;
        case "run" -> runId = value;
        case "owner" -> owner = owner(words);
        case "take" -> held.add(value);
        case "back" -> held.remove(value);
        default -> {} // A newer version's.
      }
    }
    return hub == null || runId == null
        ? Optional.empty()
        : Optional.of(new Left(hub, runId, Optional.ofNullable(owner), held));
  }

  private static @Nullable Owner owner(String[] words) {
    try {
      return words.length < 3
          ? null
          : new Owner(Long.parseLong(words[1]), Long.parseLong(words[2]));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String encode(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  private static @Nullable String decode(String word) {
    try {
      return URLDecoder.decode(word, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
