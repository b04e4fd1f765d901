package dev.drover.testing.internal.bundle.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Times and counts for people. */
final class Words {

  /** Longer than whatever people name, tokens included. */
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{1000,}+={0,2}");

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private Words() {}

  static String of(Duration time) {
    long millis = time.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 100_000) {
      return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1e3);
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  static String dateTime(Instant time) {
    return DATE_TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  static String time(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /** How long after the beginning; before it with a minus. */
  static String offset(Instant start, Instant time) {
    Duration since = Duration.between(start, time);
    return since.isNegative() ? "−" + of(since.negated()) : "+" + of(since);
  }

  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** Of a limited length: as much of it as fits, and a word on the rest. */
  static String shortened(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most) + " … (" + (text.length() - most) + " more characters)";
  }

  /** As {@link #shortened}, with the end kept too, where the reason often stands. */
  static String elided(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int half = most / 2;
    String middle = "\n… " + (text.length() - 2 * half) + " characters are left out here …\n";
    return text.substring(0, half) + middle + text.substring(text.length() - half);
  }

  /**
   * Without pictures and the like, of which nobody reads a line: with a word on how long they are.
   */
  static String readable(String message) {
    return BASE64
        .matcher(message)
        .replaceAll(data -> "(" + data.group().length() + " characters of Base64)");
  }
}
