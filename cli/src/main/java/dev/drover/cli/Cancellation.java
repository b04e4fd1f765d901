package dev.drover.cli;

import dev.drover.runner.RemoteExecution;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What Ctrl-C means while an execution runs: the first cancels it, the second leaves at once. */
final class Cancellation {

  private final PrintWriter err;
  private @Nullable RemoteExecution execution;
  private int signal;

  /** From here on signals are heard. */
  Cancellation(PrintWriter err) {
    this.err = err;
    Signals.onEnding(this::onSignal);
  }

  /** There is something to cancel now; a signal may have come before. */
  synchronized void started(RemoteExecution started) {
    execution = started;
    if (signal != 0) {
      started.cancel();
    }
  }

  synchronized boolean happened() {
    return signal != 0;
  }

  synchronized int exitCode() {
    return 128 + signal;
  }

  private synchronized void onSignal(int number) {
    if (signal != 0) {
      err.println("drover: left; the execution may still be running");
      Runtime.getRuntime().halt(128 + number);
    }
    signal = number;
    err.println("drover: cancelling the execution; once more leaves without waiting");
    if (execution != null) {
      execution.cancel();
    }
  }
}
