package dev.drover.docs;

import static java.util.regex.Pattern.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page that Drover has made, kept among the documents as it was made.
 *
 * @param file where it is, or would be
 * @param html what it says
 */
record GeneratedPage(Path file, String html) {

  private static final String NOTHING_FROM_ELSEWHERE = "default-src &#39;none&#39;";

  private static final Pattern LOADED =
      compile("<(?!a\\b)[^>]*\\b(?:src|srcset|href)=\"([^\"]*)\"|url\\(\\s*['\"]?([^'\")]*)");
  private static final Pattern LINK = compile("<a\\b[^>]*\\bhref=\"([^\"]*)\"");

  /** Folders that tell on whose machine, or in whose build, something was made. */
  private static final Pattern MACHINE =
      compile("(?<![\\w.])/(?:home|root|work|Users|tmp|var|opt|mnt)/[\\w.-]*|\\b[A-Z]:\\\\\\w+");

  private static final Pattern DATA = compile("data:[^\"')]*");

  static List<GeneratedPage> all() {
    try (Stream<Path> files = Files.walk(Document.HOME.resolve("docs"))) {
      return files
          .filter(file -> file.toString().endsWith(".html"))
          .sorted()
          .map(GeneratedPage::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GeneratedPage read(Path file) {
    try {
      return new GeneratedPage(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with it, one line each. */
  Stream<String> complaints() {
    return Stream.of(
            html.contains(NOTHING_FROM_ELSEWHERE)
                ? Stream.<String>empty()
                : Stream.of("no policy that forbids everything from elsewhere"),
            html.contains("<script") ? Stream.of("a script") : Stream.<String>empty(),
            found(LOADED)
                .filter(from -> !from.startsWith("data:"))
                .map(from -> "is not whole without '" + from + "'"),
            found(LINK).filter(to -> !leadsSomewhere(to)).map(to -> "'" + to + "' leads nowhere"),
            MACHINE
                .matcher(DATA.matcher(html).replaceAll(""))
                .results()
                .map(path -> "names a machine: " + path.group()))
        .flatMap(complaints -> complaints)
        .map(what -> Document.HOME.relativize(file) + ": " + what);
  }

  private Stream<String> found(Pattern pattern) {
    return pattern.matcher(html).results().map(GeneratedPage::group);
  }

  private static String group(MatchResult found) {
    return found.group(1) != null || found.groupCount() == 1 ? found.group(1) : found.group(2);
  }

  private boolean leadsSomewhere(String to) {
    return to.startsWith("#")
        ? html.contains(" id=\"" + to.substring(1) + "\"")
        : !to.contains(":") && Files.isRegularFile(file.resolveSibling(to));
  }

  @Override
  public String toString() {
    return Document.HOME.relativize(file).toString();
  }
}
