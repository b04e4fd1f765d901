package dev.drover.hub;

import java.time.Duration;

/**
 * How a command ended. Any exit code is a result, not an exception.
 *
 * @param vmId the VM it ran on
 * @param command the command line
 * @param exitCode the process's exit code; {@link #UNKNOWN_EXIT_CODE} if the hub does not tell
 * @param rawOutput what it wrote to both streams, as it came, carriage returns included
 * @param duration how long it ran, by the VM's clock; seen from here if the VM does not tell
 * @param truncated whether output is missing from {@code rawOutput} because it was more than the
 *     limits keep; the newest is there
 */
public record CommandResult(
    String vmId,
    String command,
    int exitCode,
    String rawOutput,
    Duration duration,
    boolean truncated) {

  /** Stands for an exit code that an older hub did not send. */
  public static final int UNKNOWN_EXIT_CODE = -1;

  /** The output with line ends folded to {@code \n}. */
  public String output() {
    return rawOutput.indexOf('\r') < 0 ? rawOutput : rawOutput.replace("\r\n", "\n");
  }

  /** Whether the exit code is known and 0, or unknown and the VM reported no error. */
  public boolean isSuccess() {
    return exitCode == 0 || exitCode == UNKNOWN_EXIT_CODE;
  }

  /** One line: command, VM, exit code, duration and how much output. */
  @Override
  public String toString() {
    String exit = exitCode == UNKNOWN_EXIT_CODE ? "unknown" : String.valueOf(exitCode);
    return "CommandResult[%s on %s: exit %s in %d ms, %d characters%s]"
        .formatted(
            command,
            vmId,
            exit,
            duration.toMillis(),
            rawOutput.length(),
            truncated ? ", truncated" : "");
  }
}
