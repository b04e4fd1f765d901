package dev.drover.testing.internal.bundle.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A command, or something else that a VM was asked for.
 *
 * @param number its place in the test, from 1
 * @param vmId the VM
 * @param what the command line, or what else was asked for
 * @param isCommand whether it is a command line
 * @param details how it was to run, such as its working directory
 * @param start when it was asked for
 * @param elapsed how long it took from here; so far, if it still runs
 * @param state how it stands
 * @param end its exit code or what went wrong, for people; empty while it runs
 * @param output what it wrote
 */
public record CommandEntry(
    int number,
    String vmId,
    String what,
    boolean isCommand,
    List<String> details,
    Instant start,
    Duration elapsed,
    State state,
    String end,
    KeptText output) {

  /** How a command stands. */
  public enum State {
    /** It still runs. */
    RUNNING,
    /** It ended well. */
    DONE,
    /** It ended with an exit code other than 0. */
    NOT_ZERO,
    /** There is no result. */
    FAILED
  }
}
