package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.RunFacts;
import dev.drover.testing.internal.bundle.model.Secrets;
import dev.drover.testing.internal.bundle.model.TestSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The index of a run: what failed, then everything. Below 5 MB however many tests there are. */
public final class IndexPage {

  private static final int FAILED_BYTES = 2_000_000;
  private static final int OTHERS_BYTES = 2_500_000;
  private static final int LONGEST = 300;

  private final RunFacts run;
  private final Html html;

  private IndexPage(RunFacts run, Secrets secrets) {
    this.run = run;
    html = new Html(secrets);
  }

  /**
   * The page.
   *
   * @param facts what is known
   * @param secrets what is masked
   * @return HTML
   */
  public static String of(RunFacts facts, Secrets secrets) {
    return new IndexPage(facts, secrets).write();
  }

  private String write() {
    Page.head(html, title() + ", " + Words.dateTime(run.start()));
    html.element("a", "To the tests", "class", "skip", "href", "#main").open("header");
    html.element("h1", title()).open("p", "class", "when");
    html.text(Words.dateTime(run.start()) + " · ");
    html.text(run.over() ? "took " : "still running after ").text(Words.of(run.took())).close("p");
    totals();
    Parts.remarks(html, "What could not be written", run.trouble());
    html.close("header").open("main", "id", "main");
    List<TestSummary> explained = run.tests().stream().filter(IndexPage::isTrouble).toList();
    if (!explained.isEmpty()) {
      Parts.section(html, "failed", "What did not pass", table(explained, FAILED_BYTES));
    }
    Duration all =
        run.tests().stream().map(TestSummary::took).reduce(Duration.ZERO, Duration::plus);
    Html time = html.piece().element("p", "All tests together took " + Words.of(all) + ".");
    time.add(
        TimeSection.of(
            html, TimeSection.sum(run.tests().stream().map(TestSummary::spent).toList()), all));
    Parts.section(html, "time", "Where the time went", time);
    List<TestSummary> others = run.tests().stream().filter(test -> !isTrouble(test)).toList();
    if (!others.isEmpty()) {
      Parts.section(html, "passed", "All others", table(others, OTHERS_BYTES));
    }
    Html environment = html.piece();
    Parts.environment(environment, run.environment());
    Parts.section(html, "environment", "Environment", environment);
    html.close("main");
    return Page.end(html);
  }

  /** The verdict of the run in a line. */
  private String title() {
    long failed = count(Outcome.FAILED);
    String tests = Words.count(counted().count(), "test");
    return failed == 0 ? tests + ", none failed" : failed + " of " + tests + " failed";
  }

  private void totals() {
    html.open("ul", "class", "totals");
    for (Outcome outcome : Outcome.values()) {
      long count = count(outcome);
      if (count > 0) {
        html.open("li", "class", "badge " + Parts.colour(outcome));
        html.text(count + " " + outcome.word()).close("li");
      }
    }
    html.close("ul");
  }

  private long count(Outcome outcome) {
    return counted().filter(test -> test.outcome() == outcome).count();
  }

  /** What a class does for all its tests counts as one only if it went wrong. */
  private Stream<TestSummary> counted() {
    return run.tests().stream()
        .filter(test -> !test.name().isOfClass() || test.outcome() != Outcome.PASSED);
  }

  private static boolean isTrouble(TestSummary test) {
    return test.outcome() != Outcome.PASSED && test.outcome() != Outcome.SKIPPED;
  }

  private Html table(List<TestSummary> tests, int bytes) {
    Html table = html.piece().open("table", "class", "tests").open("thead").open("tr");
    for (String column : List.of("Test", "Outcome", "Took", "Time went into")) {
      table.element("th", column, "scope", "col");
    }
    table.close("tr", "thead").open("tbody");
    Budget budget = new Budget(bytes);
    int shown = 0;
    List<TestSummary> sorted = new ArrayList<>(tests);
    sorted.sort(Comparator.comparing(IndexPage::rank).thenComparing(TestSummary::number));
    for (TestSummary test : sorted) {
      Html row = row(test);
      if (!budget.take(row)) {
        break;
      }
      table.add(row);
      shown++;
    }
    table.close("tbody", "table");
    if (shown < tests.size()) {
      table.element("p", Words.count(tests.size() - shown, "more test") + " had no room here.");
    }
    return table;
  }

  private static int rank(TestSummary test) {
    return test.outcome() == Outcome.FAILED ? 0 : 1;
  }

  private Html row(TestSummary test) {
    Html row = html.piece().open("tr").open("th", "scope", "row");
    String name = Words.shortened(test.name().toString(), LONGEST);
    test.page().ifPresentOrElse(page -> row.element("a", name, "href", page), () -> row.text(name));
    if (!test.message().isEmpty()) {
      row.element("p", Words.shortened(test.message(), LONGEST), "class", "reason");
    }
    row.close("th").open("td");
    Parts.badges(row, test);
    row.close("td").element("td", Words.of(test.took()), "class", "number").open("td");
    test.spent()
        .forEach(
            (phase, time) -> {
              if (time.toMillis() > 0) {
                String word = phase.name().toLowerCase(Locale.ROOT);
                row.element("span", word + " " + Words.of(time), "class", "spent").text(" ");
              }
            });
    return row.close("td", "tr");
  }
}
