package dev.drover.testing.internal.bundle.page;

import dev.drover.reference.JournalEntry;
import dev.drover.testing.internal.bundle.model.HistoryEntry;
import dev.drover.testing.internal.bundle.model.JournalExcerpt;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** What happened around the test, line by line. */
final class HistorySection {

  private static final int BYTES = 150_000;
  private static final int JOURNAL_BYTES = 400_000;
  private static final int LONGEST = 1_000;

  private HistorySection() {}

  static Html history(Html page, List<HistoryEntry> entries, Instant start) {
    return table(page, entries, BYTES, entry -> row(page, entry, start));
  }

  static Html journal(Html page, JournalExcerpt journal, Instant start) {
    Html html = page.piece();
    if (journal.omitted() > 0) {
      html.element("p", Words.count(journal.omitted(), "older entry") + " left out.");
    }
    return html.add(
        table(page, journal.entries(), JOURNAL_BYTES, entry -> row(page, entry, start)));
  }

  /** The newest have the first claim on room. */
  private static <T> Html table(Html page, List<T> entries, int bytes, Function<T, Html> row) {
    Budget budget = new Budget(bytes);
    Deque<Html> rows = new ArrayDeque<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Html piece = row.apply(entries.get(i));
      if (!budget.take(piece)) {
        break;
      }
      rows.addFirst(piece);
    }
    Html html = page.piece();
    if (rows.size() < entries.size()) {
      html.element("p", (entries.size() - rows.size()) + " older ones had no room here.");
    }
    html.open("table", "class", "log").open("thead").open("tr");
    html.element("th", "When", "scope", "col").element("th", "Who", "scope", "col");
    html.element("th", "What", "scope", "col").close("tr", "thead").open("tbody");
    rows.forEach(html::add);
    return html.close("tbody", "table");
  }

  private static Html row(Html page, HistoryEntry entry, Instant start) {
    String colour =
        switch (entry.kind()) {
          case DOWN -> "bad";
          case GAP -> "warn";
          case STATE, UP, OTHER -> "";
        };
    return row(page, Words.offset(start, entry.time()), entry.subject(), entry.text(), colour);
  }

  private static Html row(Html page, JournalEntry entry, Instant start) {
    String what =
        switch (entry.kind()) {
          case RECEIVED -> "→ " + Words.readable(entry.text());
          case SENT -> "← " + Words.readable(entry.text());
          case CONNECTED -> "connected";
          case DISCONNECTED -> "disconnected: " + entry.text();
        };
    String who = entry.peer().name();
    return row(page, Words.offset(start, entry.time()), who, what, "");
  }

  private static Html row(Html page, String when, String who, String what, String colour) {
    Html html = page.piece().open("tr", "class", colour);
    html.element("td", when).element("td", Words.shortened(who, LONGEST));
    return html.element("td", Words.elided(what, LONGEST)).close("tr");
  }
}
