package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.model.TestName;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of folders and files: legal on every system, short, and readable. */
final class FolderNames {

  private static final int MOST = 40;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private FolderNames() {}

  /** The number makes it unique; all else is for people. */
  static String ofTest(int number, TestName test) {
    String words = slug(test.simpleClassName() + "-" + test.methodName(), MOST);
    return "%04d-%s".formatted(number, words.isEmpty() ? "test" : words);
  }

  /** They sort by time. */
  static String ofRun(Instant start, String runId) {
    String words = slug(runId, 12);
    return TIME.format(start.atZone(ZoneId.systemDefault())) + (words.isEmpty() ? "" : "-" + words);
  }

  /** A file's name; the number makes it unique. */
  static String ofFile(String kind, int number, String subject, String ending) {
    String words = slug(subject, MOST);
    return "%s-%02d%s.%s".formatted(kind, number, words.isEmpty() ? "" : "-" + words, ending);
  }

  /** Small letters, digits and single hyphens; accents are taken off, what is left is dropped. */
  private static String slug(String text, int most) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String words =
        plain
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return words.length() <= most ? words : words.substring(0, most).replaceAll("-$", "");
  }
}
