package dev.drover.reference.internal.dashboard;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.reference.JournalEntry;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.journal.RecordingJournal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code /drover/journal}: what happened on the connections, page by page. */
final class JournalResource {

  private static final int MAX_ENTRIES = 500;

  /** Of a message; a frame of a preview has hundreds of thousands. */
  private static final int MAX_CHARACTERS = 2_000;

  /** An entry as it is shown; {@code characters} is the length of the whole text. */
  private record Row(
      long number,
      String time,
      String peer,
      String role,
      String address,
      String kind,
      String type,
      String text,
      int characters) {}

  private record Rows(List<Row> entries, long next, boolean more, long dropped) {}

  private final RecordingJournal journal;

  JournalResource(RecordingJournal journal) {
    this.journal = journal;
  }

  /** Reads what is kept: as much as a journal holds takes a while. */
  CompletableFuture<HttpAnswer> read(WebRequest request) {
    long from;
    int limit;
    JournalFilter filter;
    try {
      from = number(request.query("from").orElse(null), 0);
      limit = (int) Math.min(number(request.query("limit").orElse(null), 200), MAX_ENTRIES);
      filter = JournalFilter.of(request);
    } catch (IllegalArgumentException e) {
      return HttpAnswer.error(400, "BAD_REQUEST", String.valueOf(e.getMessage())).now();
    }
    return CompletableFuture.supplyAsync(
        () -> DashboardJson.answer(rows(journal.page(from, limit, filter))),
        DaemonThreads.executor());
  }

  CompletableFuture<HttpAnswer> clear(WebRequest request) {
    journal.clear();
    return DashboardJson.answer(rows(journal.page(Long.MAX_VALUE, 0, entry -> false))).now();
  }

  private static long number(@Nullable String text, long otherwise) {
    if (text == null) {
      return otherwise;
    } else if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException("'from' and 'limit' are numbers from 0 on");
    }
    return Long.parseLong(text);
  }

  private static Rows rows(RecordingJournal.Page page) {
    List<Row> rows = page.entries().stream().map(e -> row(e.number(), e.entry())).toList();
    return new Rows(rows, page.next(), page.more(), page.dropped());
  }

  private static Row row(long number, JournalEntry entry) {
    String text = entry.text();
    int end = Math.min(text.length(), MAX_CHARACTERS);
    return new Row(
        number,
        entry.time().toString(),
        entry.peer().name(),
        Names.of(entry.peer().role()),
        entry.peer().address(),
        Names.of(entry.kind()),
        entry.type(),
        text.substring(0, end),
        text.length());
  }
}
