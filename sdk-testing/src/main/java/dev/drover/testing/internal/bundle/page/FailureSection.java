package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.FailureSeen;
import dev.drover.testing.internal.bundle.model.TestFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was thrown, and on which of the user's lines. */
final class FailureSection {

  private static final int BYTES = 400_000;
  private static final int LONGEST_WHERE = 200;

  private final Html html;
  private final Instant start;
  private final UserFrames userFrames;
  private final Budget budget = new Budget(BYTES);

  private FailureSection(Html page, TestFacts facts) {
    html = page.piece();
    start = facts.summary().start();
    userFrames = new UserFrames(facts.summary().name());
  }

  static Html of(Html page, TestFacts facts) {
    FailureSection section = new FailureSection(page, facts);
    section.add(facts.failures());
    return section.html;
  }

  private void add(List<FailureSeen> failures) {
    if (failures.isEmpty()) {
      html.element("p", "Nothing is known of what was thrown.");
    }
    for (int i = 0; i < failures.size(); i++) {
      FailureSeen seen = failures.get(i);
      Html piece = html.piece();
      if (i > 0) {
        piece.element("h3", "And then, " + Words.offset(start, seen.time()));
      }
      where(piece, seen);
      thrown(piece, ThrownView.of(seen.thrown()), null);
      if (!budget.take(piece)) {
        html.element("p", Words.count(failures.size() - i, "failure") + " did not fit here.");
        return;
      }
      html.add(piece);
    }
  }

  private void where(Html to, FailureSeen seen) {
    to.open("p", "class", "where").text("In ");
    to.element("strong", Words.shortened(seen.where(), LONGEST_WHERE));
    to.text(", " + Words.offset(start, seen.time()) + ", on the thread ");
    to.element("code", Words.shortened(seen.thread(), LONGEST_WHERE)).close("p");
  }

  private void thrown(Html to, ThrownView view, @Nullable String relation) {
    exception(to, view, relation);
    view.causes().forEach(cause -> exception(to, cause, "Caused by"));
    for (ThrownView suppressed : view.suppressed()) {
      to.open("details").element("summary", "Suppressed: " + suppressed.type());
      thrown(to, suppressed, null);
      to.close("details");
    }
  }

  private void exception(Html to, ThrownView view, @Nullable String relation) {
    to.open("div", "class", "thrown").open("p", "class", "type");
    if (relation != null) {
      to.text(relation + " ");
    }
    to.element("code", view.type()).close("p");
    if (!view.message().isBlank()) {
      to.element("pre", view.message(), "class", "message", "tabindex", "0");
    }
    Optional<StackTraceElement> line = userFrames.line(view.frames());
    line.ifPresent(frame -> source(to, frame));
    trace(to, view, line.orElse(null));
    to.close("div");
  }

  private void source(Html to, StackTraceElement frame) {
    Optional<SourceExcerpt> found =
        SourceExcerpt.of(frame, Path.of(System.getProperty("user.dir", "")));
    if (found.isEmpty()) {
      to.open("p").text("At ").element("code", frame.toString(), "class", "at").close("p");
      return;
    }
    SourceExcerpt excerpt = found.get();
    String label = excerpt.file() + ", line " + excerpt.line();
    to.open("figure", "class", "source").element("figcaption", label);
    to.open("pre", "tabindex", "0", "role", "region", "aria-label", label);
    for (int i = 0; i < excerpt.lines().size(); i++) {
      int number = excerpt.firstLine() + i;
      boolean here = number == excerpt.line();
      String text = "%s %4d  %s".formatted(here ? "▶" : " ", number, excerpt.lines().get(i));
      to.element(here ? "mark" : "span", text).text("\n");
    }
    to.close("pre", "figure");
  }

  private void trace(Html to, ThrownView view, @Nullable StackTraceElement line) {
    if (view.frames().isEmpty()) {
      return;
    }
    to.open("details");
    to.element("summary", "Stack trace, " + Words.count(view.frames().size(), "frame"));
    to.open("pre", "class", "trace", "tabindex", "0");
    for (StackTraceElement frame : view.frames()) {
      boolean mine = userFrames.isTheUsers(frame);
      String tag = frame.equals(line) ? "mark" : mine ? "strong" : "span";
      to.element(tag, "at " + frame).text("\n");
    }
    to.close("pre", "details");
  }
}
