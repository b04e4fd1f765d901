package dev.drover.testing.observed;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What the page of a failed test says, read back from its HTML. */
public final class FailurePage {

  private static final int WORDS = 5;

  private final Path file;
  private final Document html;

  FailurePage(Path file, Document html) {
    this.file = file;
    this.html = html;
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** The test as it is called at the top. */
  public String title() {
    return html.select("h1").text();
  }

  /**
   * In a line: where it failed and with what words, the first five of them; the VMs whose screens
   * are there; each command with its end and its output.
   */
  public String story() {
    String story = String.join(" + ", failures());
    int screens = screens();
    story += screens == 0 ? "" : " | " + screens + (screens == 1 ? " screen" : " screens");
    List<String> commands = commands();
    return commands.isEmpty() ? story : story + " | " + String.join(", ", commands);
  }

  /** How many VMs' screens are in the page itself. */
  public int screens() {
    return html.select("section[aria-labelledby=screens] img[src^=data:image/]").size();
  }

  /** The text of a section; empty if there is none. */
  public String section(String id) {
    return html.select("section[aria-labelledby=" + id + "]").text();
  }

  /** Whose failure it is said to be. */
  public String verdict() {
    return html.select("p.verdict").text();
  }

  /** What others have to say. */
  public String notes() {
    return html.select("aside[aria-label=Good to know]").text();
  }

  /** What could not be found out, which is to be nothing. */
  public String troubles() {
    return html.select("aside[aria-label=What could not be found out]").text();
  }

  /** All that the page refers to other than itself, the run and what is in its folder. */
  public List<String> foreignReferences() {
    Path folder = Objects.requireNonNull(file.getParent());
    return html.select("[src], [href]").stream()
        .map(element -> element.attr("src") + element.attr("href"))
        .filter(reference -> !reference.startsWith("data:") && !reference.startsWith("#"))
        .filter(reference -> !folder.resolve(reference).toFile().isFile())
        .filter(reference -> !reference.equals("../index.html"))
        .toList();
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Element where : html.select("section[aria-labelledby=failure] > p.where")) {
      Element thrown = Objects.requireNonNull(where.nextElementSibling());
      String message = thrown.select("> pre.message").text();
      String words =
          Arrays.stream(message.split(" ")).limit(WORDS).collect(Collectors.joining(" "));
      failures.add(where.select("strong").text() + ": " + words);
    }
    return failures;
  }

  private List<String> commands() {
    return html.select("ol.commands > li").stream()
        .filter(entry -> !entry.select("summary code").isEmpty())
        .map(
            entry ->
                "%s → %s %s"
                    .formatted(
                        entry.select("summary code").text(),
                        end(entry),
                        entry.select("pre.terminal").text())
                    .strip())
        .toList();
  }

  /** A test that times out may be gone before or after its command is. */
  private static String end(Element entry) {
    String badge = entry.select("summary .badge").text();
    return badge.matches("no result|still running") ? "unfinished" : badge;
  }

  @Override
  public String toString() {
    return title() + ": " + story();
  }
}
