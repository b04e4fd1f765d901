package dev.drover.cli;

import dev.drover.execution.ExecutionEvent;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What a watcher sees: lines, and below them, where there is a terminal, a bar. Lines that a
 * program reads have progress in them instead. Used by one thread at a time.
 */
final class WatchView implements AutoCloseable {

  private static final String ERASE = "\r\u001b[K";
  private static final int BAR = 30;

  private final PrintWriter out;
  private final boolean json;
  private final boolean live;
  private @Nullable ExecutionProgress progress;

  WatchView(PrintWriter out, boolean json, boolean live) {
    this.out = out;
    this.json = json;
    this.live = live;
  }

  static WatchView of(CommandLine line, boolean json) {
    return new WatchView(line.getOut(), json, !json && StandardStreams.isOutputTerminal());
  }

  synchronized void show(ExecutionEvent event) {
    if (json) {
      out.println(EventJson.line(event));
    } else if (live && event instanceof ExecutionProgress now) {
      progress = now;
      bar();
    } else {
      out.print(live ? ERASE : "");
      out.println(EventText.line(event));
      bar();
    }
    out.flush();
  }

  private void bar() {
    ExecutionProgress now = progress;
    if (live && now != null) {
      int full = (int) Math.round(Math.max(0, Math.min(100, now.percentage())) * BAR / 100);
      out.printf(
          "%s[%s%s] %3.0f %%  %s",
          ERASE, "#".repeat(full), "-".repeat(BAR - full), now.percentage(), now.currentStep());
    }
  }

  /** Leaves the bar where it is. */
  @Override
  public synchronized void close() {
    if (live && progress != null) {
      out.println();
      out.flush();
    }
  }
}
