package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.Secrets;
import dev.drover.testing.internal.bundle.model.TestFacts;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of a test: everything that is known of it, the most important first. Every section has a
 * share of the bytes of its own, and together they stay below 5 MB.
 */
public final class TestPage {

  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_REASON = 2_000;

  private final TestFacts facts;
  private final TestSummary test;
  private final Html html;

  private TestPage(TestFacts facts, Secrets secrets) {
    this.facts = facts;
    test = facts.summary();
    html = new Html(secrets);
  }

  /**
   * The page.
   *
   * @param facts what is known
   * @param secrets what is masked
   * @return HTML, below 5 MB whatever the facts are
   */
  public static String of(TestFacts facts, Secrets secrets) {
    return new TestPage(facts, secrets).write();
  }

  private String write() {
    Page.head(html, test.outcome().word() + ": " + name());
    Map<String, Section> sections = sections();
    header(sections);
    html.open("main", "id", "main");
    sections.forEach((id, section) -> Parts.section(html, id, section.title(), section.content()));
    html.close("main");
    return Page.end(html);
  }

  private void header(Map<String, Section> sections) {
    html.element("a", "To what failed", "class", "skip", "href", "#main").open("header");
    html.open("p", "class", "crumbs").element("a", "All tests of the run", "href", "../index.html");
    html.close("p").element("h1", name()).open("p", "class", "verdict");
    Parts.badges(html, test);
    html.text(" " + verdict()).close("p");
    html.open("p", "class", "when");
    html.text(Words.shortened(test.name().className(), LONGEST_NAME) + " · ");
    html.text(Words.dateTime(test.start()) + " · took " + Words.of(test.took())).close("p");
    Parts.remarks(html, "Good to know", facts.notes());
    Parts.remarks(html, "What could not be found out", facts.trouble());
    html.open("nav", "aria-label", "On this page").open("ul");
    sections.forEach(
        (id, section) ->
            html.open("li").element("a", section.title(), "href", "#" + id).close("li"));
    html.close("ul", "nav", "header");
  }

  private String name() {
    return Words.shortened(test.name().toString(), LONGEST_NAME);
  }

  private String verdict() {
    if (test.verdict().isEmpty()) {
      return test.outcome() == Outcome.FAILED ? "without a known cause" : "";
    }
    Verdict verdict = test.verdict().get();
    String whose =
        verdict.kind() == Verdict.Kind.INFRASTRUCTURE
            ? "Counts as a failure of the infrastructure, not of the product."
            : "Counts as a failure of the product.";
    return Words.shortened((whose + " " + verdict.reason()).strip(), LONGEST_REASON);
  }

  private Map<String, Section> sections() {
    Instant start = test.start();
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("failure", new Section("What failed", FailureSection.of(html, facts)));
    if (!facts.screens().isEmpty()) {
      String vms = facts.screens().size() == 1 ? "The VM's screen" : "The VMs' screens";
      sections.put("screens", new Section(vms, PictureSection.screens(html, facts.screens())));
    }
    if (!facts.commands().entries().isEmpty()) {
      Html commands = CommandSection.of(html, facts.commands(), start);
      sections.put("commands", new Section("Commands", commands));
    }
    if (!facts.film().isEmpty()) {
      Html film = PictureSection.film(html, facts.film(), end());
      sections.put("film", new Section("Last frames", film));
    }
    if (!facts.states().isEmpty()) {
      Html states = HistorySection.history(html, facts.states(), start);
      sections.put("states", new Section("What the VMs said of themselves", states));
    }
    if (!facts.connections().isEmpty()) {
      sections.put("connections", new Section("Connections", connections()));
    }
    Html time = TimeSection.of(html, test.spent(), test.took());
    sections.put("time", new Section("Where the time went", time));
    if (!facts.journal().entries().isEmpty()) {
      sections.put("journal", new Section("The server's journal", journal()));
    }
    sections.put("environment", new Section("Environment", environment()));
    return sections;
  }

  private Instant end() {
    return test.start().plus(test.took());
  }

  private Html connections() {
    long gaps = facts.connections().stream().filter(e -> e.kind().name().equals("GAP")).count();
    String summary = gaps == 0 ? "No gaps." : Words.count(gaps, "gap") + ".";
    Html table = HistorySection.history(html, facts.connections(), test.start());
    return html.piece().element("p", summary).add(table);
  }

  private Html journal() {
    int count = facts.journal().entries().size();
    Html table = HistorySection.journal(html, facts.journal(), test.start());
    String summary = Words.count(count, "message") + " to and from the VMs of this test";
    Html folded = html.piece().open("details").element("summary", summary);
    return folded.add(table).close("details");
  }

  private Html environment() {
    Html piece = html.piece();
    Parts.environment(
        piece,
        facts.environment().entrySet().stream()
            .limit(100)
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new)));
    return piece;
  }

  /** A part of the page. */
  private record Section(String title, Html content) {}
}
