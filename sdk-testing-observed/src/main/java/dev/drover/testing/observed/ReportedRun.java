package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the only run that wrote into a folder left there for people. */
public final class ReportedRun {

  private final Path folder;
  private final Document index;

  private ReportedRun(Path folder, Document index) {
    this.folder = folder;
    this.index = index;
  }

  /** Reads what a run left. */
  public static ReportedRun in(Path artifacts) {
    List<Path> runs = folders(artifacts);
    assertThat(runs).as("runs in " + artifacts).hasSize(1);
    return new ReportedRun(runs.get(0), read(runs.get(0).resolve("index.html")));
  }

  /** How many tests ended how, as it stands at the top, such as {@code 2 passed, 1 failed}. */
  public String totals() {
    return String.join(", ", index.select("ul.totals > li").eachText());
  }

  /** Where the time of all tests together went, as the index has it. */
  public String time() {
    return index.select("section[aria-labelledby=time]").text();
  }

  /** What the time of one test went into, such as {@code command 300 ms}. */
  public List<String> spent(String test) {
    return index.select("table.tests tr:has(th:contains(" + test + ")) span.spent").eachText();
  }

  /** The pages to which the index leads. */
  public List<FailurePage> pages() {
    return index.select("table.tests a[href]").eachAttr("href").stream()
        .map(folder::resolve)
        .map(file -> new FailurePage(file, read(file)))
        .toList();
  }

  /** Checks the totals, and that each failure is told once, in a folder of its own. */
  public void assertTells(String totals, String... stories) {
    List<FailurePage> pages = pages();
    assertThat(totals()).as("totals of the index").isEqualTo(totals);
    assertThat(pages).extracting(FailurePage::story).containsExactlyInAnyOrder(stories);
    assertThat(folders(folder))
        .containsExactlyInAnyOrderElementsOf(
            pages.stream().map(page -> page.file().getParent()).toList());
    assertThat(pages)
        .allSatisfy(
            page -> {
              assertThat(page.section("environment")).contains("Hub", "Java", "Drover", "System");
              assertThat(page.foreignReferences()).isEmpty();
              assertThat(page.troubles()).isEmpty();
            });
    assertThat(pages.stream().filter(page -> page.screens() > 0))
        .allSatisfy(page -> assertThat(page.section("connections")).contains("connected"));
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document read(Path file) {
    try {
      return Jsoup.parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
