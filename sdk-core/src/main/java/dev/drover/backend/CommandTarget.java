package dev.drover.backend;

import dev.drover.internal.session.Durations;
import java.time.Duration;

/**
 * A command on a VM, and what is known of it so far. What its answers mean depends on that.
 *
 * @param vmId the VM
 * @param commandId its id there
 * @param line the command line, or the id where nobody told the line
 * @param timeout how long each answer about it may take
 * @param startNanos when it was asked for, by {@link System#nanoTime()}
 * @param output what it had written when it was last heard of
 * @param pieces in how many pieces that came
 */
record CommandTarget(
    String vmId,
    String commandId,
    String line,
    Duration timeout,
    long startNanos,
    String output,
    long pieces) {

  /** One that nothing is known of yet. */
  static CommandTarget fresh(String vmId, String commandId, String line, Duration timeout) {
    Duration calculable = Duration.ofNanos(Durations.nanos(timeout));
    return new CommandTarget(vmId, commandId, line, calculable, System.nanoTime(), "", 0);
  }

  CommandTarget heard(String outputSoFar, long piecesSoFar) {
    return new CommandTarget(vmId, commandId, line, timeout, startNanos, outputSoFar, piecesSoFar);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /** For messages. */
  String what() {
    return line.equals(commandId)
        ? "command %s on %s".formatted(commandId, vmId)
        : "command '%s' on %s (command_id %s)".formatted(line, vmId, commandId);
  }

  /** What to do when no answer came. */
  String hint() {
    return "the command may go on: stopCommand(\"%s\", \"%s\") stops it, attach(…) waits for its end"
        .formatted(vmId, commandId);
  }
}
