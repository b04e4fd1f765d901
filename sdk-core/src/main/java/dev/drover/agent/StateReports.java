package dev.drover.agent;

import dev.drover.internal.console.Console;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.CommandWatcher;
import dev.drover.internal.session.Durations;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/**
 * Shows all commands on the console, and tells the hub when the VM begins to work and when it is
 * idle again. In other words than {@code completed}, {@code failed} and {@code stopped}, which
 * would make the hub give the VM to somebody else.
 */
final class StateReports implements CommandWatcher {

  private final Console console;
  private final IntSupplier running;
  private final Consumer<Map<String, Object>> report;
  private boolean busy;

  /**
   * Reports.
   *
   * @param console shows the commands
   * @param running how many run at this moment
   * @param report sends a state, or drops it if there is no connection
   */
  StateReports(Console console, IntSupplier running, Consumer<Map<String, Object>> report) {
    this.console = console;
    this.running = running;
    this.report = report;
  }

  @Override
  public void started(CommandSpec spec, int now, IntFunction<String> tail) {
    console.started(spec.id(), spec.line(), tail);
    reportChange();
  }

  @Override
  public void ended(CommandSpec spec, int now, CommandEnd end) {
    console.ended(spec.id(), note(end));
    reportChange();
  }

  /** Tells a hub that may know nothing yet, if there is something to tell. */
  synchronized void reportAgain() {
    if (busy) {
      report(running.getAsInt());
    }
  }

  /** Looks at the truth of the moment, so that the last report is right whoever comes last. */
  private synchronized void reportChange() {
    int now = running.getAsInt();
    if (now > 0 != busy) {
      busy = now > 0;
      report(now);
    }
  }

  private void report(int now) {
    report.accept(Map.of("status", now > 0 ? "running" : "idle", "active_commands", now));
  }

  private static String note(CommandEnd end) {
    if (end.timeout() != null) {
      return "stopped after its timeout of " + Durations.text(end.timeout());
    }
    return end.exitCode() == 0 ? "" : "exit " + end.exitCode();
  }
}
