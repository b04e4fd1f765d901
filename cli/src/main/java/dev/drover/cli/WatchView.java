package dev.drover.cli;

import dev.drover.execution.ExecutionEvent;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What a watcher sees: lines, and below them, where there is a terminal, a bar. Lines that a
 * program reads have progress in them instead. May be used by any thread.
 */
final class WatchView implements AutoCloseable {

  private static final String ERASE = "\r\u001b[K";
  private static final int BAR = 30;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean live;
  private @Nullable ExecutionProgress progress;
  private boolean barEnded;

  WatchView(PrintWriter out, PrintWriter err, boolean json, boolean live) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.live = live;
  }

  static WatchView of(CommandLine line, boolean json) {
    boolean live = !json && StandardStreams.isOutputTerminal();
    return new WatchView(line.getOut(), line.getErr(), json, live);
  }

  synchronized void show(ExecutionEvent event) {
    if (json) {
      out.println(EventJson.line(event));
    } else if (live && event instanceof ExecutionProgress now) {
      progress = now;
      bar();
    } else {
      eraseBar();
      out.println(EventText.line(event));
      bar();
    }
    out.flush();
  }

  /** Says something of this program's own on standard error; the bar stays below it. */
  synchronized void say(String what) {
    eraseBar();
    // Two streams, one screen: what is written first has to arrive there first.
    out.flush();
    err.println("drover: " + what);
    err.flush();
    bar();
    out.flush();
  }

  private void eraseBar() {
    if (hasBar()) {
      out.print(ERASE);
    }
  }

  private boolean hasBar() {
    return live && !barEnded && progress != null;
  }

  private void bar() {
    ExecutionProgress now = progress;
    if (hasBar() && now != null) {
      int full = (int) Math.round(Math.max(0, Math.min(100, now.percentage())) * BAR / 100);
      out.printf(
          "%s[%s%s] %3.0f %%  %s",
          ERASE, "#".repeat(full), "-".repeat(BAR - full), now.percentage(), now.currentStep());
    }
  }

  /** Leaves the bar where it is; what is shown from now on stands below it. Idempotent. */
  synchronized void endBar() {
    if (hasBar()) {
      out.println();
      out.flush();
    }
    barEnded = true;
  }

  @Override
  public void close() {
    endBar();
  }
}
