package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.util.List;
import java.util.Map;

/** Small parts that pages share. */
final class Parts {

  private static final int MOST_NOTES = 50;
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST_FACT = 500;

  private Parts() {}

  static void badges(Html html, TestSummary test) {
    html.element("span", test.outcome().word(), "class", "badge " + colour(test.outcome()));
    test.verdict()
        .filter(verdict -> verdict.kind() == Verdict.Kind.INFRASTRUCTURE)
        .ifPresent(
            verdict ->
                html.text(" ").element("span", verdict.kind().word(), "class", "badge warn"));
  }

  static String colour(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "good";
      case FAILED -> "bad";
      case ABORTED, RETRIED -> "warn";
      case SKIPPED -> "neutral";
    };
  }

  static void environment(Html html, Map<String, String> environment) {
    html.open("dl", "class", "facts");
    environment.forEach(
        (what, fact) -> {
          html.open("div").element("dt", Words.shortened(what, LONGEST_FACT));
          html.element("dd", Words.shortened(fact, LONGEST_FACT)).close("div");
        });
    html.close("dl");
  }

  /** A list of remarks, if there are any. */
  static void remarks(Html html, String title, List<String> remarks) {
    if (remarks.isEmpty()) {
      return;
    }
    html.open("aside", "class", "remarks", "aria-label", title).element("p", title + ":");
    html.open("ul");
    for (String remark : remarks.subList(0, Math.min(MOST_NOTES, remarks.size()))) {
      html.element("li", Words.shortened(remark, LONGEST_NOTE));
    }
    html.close("ul", "aside");
  }

  /** A section with a heading that can be linked to. */
  static void section(Html html, String id, String title, Html content) {
    html.open("section", "aria-labelledby", id).element("h2", title, "id", id);
    html.add(content).close("section");
  }
}
