package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.CommandEntry;
import dev.drover.testing.internal.bundle.model.CommandEntry.State;
import dev.drover.testing.internal.bundle.model.CommandLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the VMs were asked for, and what they answered. */
final class CommandSection {

  private static final int BYTES = 1_300_000;

  /** A line for each, where there is no room for the output. */
  private static final int LINES_BYTES = 150_000;

  private static final int LONGEST_COMMAND = 2_000;
  private static final int LONGEST_SUMMARY = 200;

  private final Html page;
  private final Instant start;
  private final Budget whole = new Budget(BYTES);
  private final Budget lines = new Budget(LINES_BYTES);

  private CommandSection(Html page, Instant start) {
    this.page = page;
    this.start = start;
  }

  /** The newest have the first claim on room; they stand last all the same. */
  static Html of(Html page, CommandLog log, Instant start) {
    CommandSection section = new CommandSection(page, start);
    Deque<Html> pieces = new ArrayDeque<>();
    List<CommandEntry> entries = log.entries();
    long missing = log.omitted();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Html piece = section.piece(entries.get(i), i == entries.size() - 1);
      if (piece.isEmpty()) {
        missing++;
      } else {
        pieces.addFirst(piece);
      }
    }
    Html html = page.piece();
    if (missing > 0) {
      html.element(
          "p", Words.count(missing, "command") + " are left out, because there were so many.");
    }
    html.open("ol", "class", "commands");
    pieces.forEach(html::add);
    return html.close("ol");
  }

  private Html piece(CommandEntry entry, boolean last) {
    if (!whole.isSpent()) {
      boolean open = last || entry.state() != State.DONE;
      Html full = page.piece().open("li");
      full = open ? full.open("details", "open", "") : full.open("details");
      summary(full, entry);
      body(full, entry);
      full.close("details", "li");
      if (whole.take(full)) {
        return full;
      }
    }
    return line(entry);
  }

  private Html line(CommandEntry entry) {
    Html line = page.piece().open("li").open("details");
    summary(line, entry);
    line.element("p", "There was no room for the output on this page.");
    entry
        .output()
        .file()
        .ifPresent(file -> line.open("p").element("a", file, "href", file).close("p"));
    line.close("details", "li");
    return lines.take(line) ? line : page.piece();
  }

  private void summary(Html html, CommandEntry entry) {
    html.open("summary");
    String what = entry.what().lines().findFirst().orElse("");
    String shown = Words.shortened(what, LONGEST_SUMMARY) + (what.equals(entry.what()) ? "" : " …");
    html.element("span", entry.vmId(), "class", "vm").text(" ");
    if (entry.isCommand()) {
      html.open("code").element("span", "$ ", "class", "prompt").text(shown).close("code");
    } else {
      html.element("em", shown);
    }
    html.text(" ");
    html.element("span", state(entry), "class", "badge " + colour(entry.state())).text(" ");
    html.open("span", "class", "when");
    html.text(Words.offset(start, entry.start()) + ", took " + Words.of(entry.elapsed()));
    html.close("span", "summary");
  }

  private void body(Html html, CommandEntry entry) {
    if (entry.what().length() > LONGEST_SUMMARY || entry.what().contains("\n")) {
      html.element("pre", Words.elided(entry.what(), LONGEST_COMMAND), "tabindex", "0");
    }
    if (!entry.details().isEmpty()) {
      html.element("p", Words.shortened(String.join(", ", entry.details()), LONGEST_COMMAND));
    }
    if (entry.state() == State.FAILED) {
      html.element(
          "pre", Words.elided(entry.end(), LONGEST_COMMAND), "class", "message", "tabindex", "0");
    }
    if (!entry.output().isEmpty()) {
      html.add(TerminalText.of(page, entry.output(), "Output of command " + entry.number()));
    } else if (entry.isCommand()) {
      html.element("p", "No output" + (entry.state() == State.RUNNING ? " yet." : "."));
    }
    entry
        .output()
        .file()
        .ifPresent(
            file -> html.open("p").text("All of it: ").element("a", file, "href", file).close("p"));
  }

  private static String state(CommandEntry entry) {
    return switch (entry.state()) {
      case RUNNING -> "still running";
      case FAILED -> "no result";
      case DONE, NOT_ZERO -> entry.end();
    };
  }

  private static String colour(State state) {
    return switch (state) {
      case RUNNING -> "warn";
      case FAILED, NOT_ZERO -> "bad";
      case DONE -> "good";
    };
  }
}
