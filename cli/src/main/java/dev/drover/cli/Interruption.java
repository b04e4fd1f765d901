package dev.drover.cli;

import dev.drover.hub.CommandHandle;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C means while a command runs: the first stops the command and lets its last output come
 * in, the second leaves at once.
 */
final class Interruption {

  private final PrintWriter err;
  private @Nullable CommandHandle command;
  private int signal;

  Interruption(PrintWriter err) {
    this.err = err;
  }

  void listen() {
    Signals.onEnding(this::onSignal);
  }

  /** There is something to stop now; a signal may have come before. */
  synchronized void started(CommandHandle started) {
    command = started;
    if (signal != 0) {
      stop(started);
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
      err.println("drover: left; the command may still be running");
      Runtime.getRuntime().halt(128 + number);
    }
    signal = number;
    if (command != null) {
      stop(command);
    }
  }

  private void stop(CommandHandle running) {
    err.println("drover: stopping the command; once more leaves without waiting");
    try {
      running.stopAsync().whenComplete((done, failure) -> report(running, failure));
    } catch (RuntimeException e) {
      report(running, e);
    }
  }

  /** What cannot be stopped is left: the user wants to get away. */
  private void report(CommandHandle running, @Nullable Throwable failure) {
    if (failure != null && !running.result().isDone()) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      err.println(
          "drover: the command was not stopped and may still be running: " + cause.getMessage());
      Runtime.getRuntime().halt(exitCode());
    }
  }
}
