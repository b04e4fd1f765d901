package dev.drover.internal.console;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The console of a VM: its recent commands with their output, each command's together even if
 * several ran at once. It costs nothing until somebody looks at it. Thread-safe.
 */
public final class Console {

  static final int COLUMNS = 100;
  static final int VISIBLE_ROWS = 40;

  /** A picture of that many rows is some ten thousand pixels high, about what a browser's is. */
  static final int MAX_ROWS = 500;

  private static final int MAX_ENTRIES = 100;

  /** Of ended commands; a full page of dense text has a fifth of it. */
  private static final int MAX_KEPT_CHARACTERS = 256 << 10;

  private final String vmId;
  private final Map<String, ConsoleEntry> entries = new LinkedHashMap<>();

  /**
   * An empty console.
   *
   * @param vmId stands in its prompts
   */
  public Console(String vmId) {
    this.vmId = vmId;
  }

  /**
   * A command was started.
   *
   * @param commandId the command
   * @param line its command line
   * @param output gives its newest output so far, at most so many bytes
   */
  public synchronized void started(String commandId, String line, IntFunction<String> output) {
    entries.remove(commandId);
    entries.put(commandId, ConsoleEntry.started(line, output));
    forgetOldest();
  }

  /**
   * A command has ended.
   *
   * @param commandId the command
   * @param note what to say about its end, or empty
   */
  public synchronized void ended(String commandId, String note) {
    entries.computeIfPresent(commandId, (id, entry) -> entry.ended(note));
    forgetOldest();
  }

  /**
   * Draws the console.
   *
   * @param fullPage whether to draw the whole scroll-back instead of its last page
   * @return a PNG file's bytes
   * @throws IOException if it cannot be drawn, with what to do about it
   */
  public byte[] png(boolean fullPage) throws IOException {
    List<Row> rows = rows(fullPage ? MAX_ROWS : VISIBLE_ROWS);
    return Png.encode(
        new ConsolePicture(vmId, LocalDateTime.now(ZoneId.systemDefault()), rows).draw());
  }

  /** The command lines that are remembered, oldest first. */
  synchronized List<String> commands() {
    return entries.values().stream().map(ConsoleEntry::line).toList();
  }

  private void forgetOldest() {
    int surplus = entries.size() - MAX_ENTRIES;
    int characters = entries.values().stream().mapToInt(ConsoleEntry::kept).sum();
    Iterator<ConsoleEntry> oldest = entries.values().iterator();
    while (oldest.hasNext() && (surplus > 0 || characters > MAX_KEPT_CHARACTERS)) {
      ConsoleEntry entry = oldest.next();
      if (!entry.running()) {
        oldest.remove();
        surplus--;
        characters -= entry.kept();
      }
    }
  }

  /** The newest rows, at most so many. */
  List<Row> rows(int max) {
    List<ConsoleEntry> newestFirst;
    synchronized (this) {
      newestFirst = new ArrayList<>(entries.values());
    }
    Collections.reverse(newestFirst);
    List<List<Row>> parts = new ArrayList<>();
    int count = 0;
    if (newestFirst.isEmpty() || !newestFirst.get(0).running()) {
      parts.add(ConsoleEntry.prompt(vmId, COLUMNS));
      count = 1;
    }
    for (ConsoleEntry entry : newestFirst) {
      if (count >= max) {
        break;
      }
      List<Row> part = entry.rows(vmId, COLUMNS, max);
      parts.add(part);
      count += part.size();
    }
    Collections.reverse(parts);
    List<Row> rows = parts.stream().flatMap(List::stream).toList();
    return rows.subList(Math.max(0, rows.size() - max), rows.size());
  }
}
