package dev.drover.agent;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Tells the hub when the VM begins to work and when it is idle again. In other words than {@code
 * completed}, {@code failed} and {@code stopped}, which would make the hub give the VM to somebody
 * else.
 */
final class StateReports {

  private final IntSupplier running;
  private final Consumer<Map<String, Object>> report;
  private boolean busy;

  /**
   * Reports.
   *
   * @param running how many commands run at this moment
   * @param report sends a state, or drops it if there is no connection
   */
  StateReports(IntSupplier running, Consumer<Map<String, Object>> report) {
    this.running = running;
    this.report = report;
  }

  /** Tells a hub that may know nothing yet, if there is something to tell. */
  synchronized void reportAgain() {
    if (busy) {
      report(running.getAsInt());
    }
  }

  /** Looks at the truth of the moment, so that the last report is right whoever comes last. */
  synchronized void reportChange() {
    int now = running.getAsInt();
    if (now > 0 != busy) {
      busy = now > 0;
      report(now);
    }
  }

  private void report(int now) {
    report.accept(Map.of("status", now > 0 ? "running" : "idle", "active_commands", now));
  }
}
