package dev.drover.runner;

/** An execution that an agent was asked for. */
public interface ExecutionJob {

  /** The execution's id. */
  String executionId();

  /** Where to run, in the client's words; empty if it said nothing. */
  String target();

  /** The source. */
  String code();

  /**
   * Adds a line to the log. Waits while the connection is down or its other side slow; after the
   * agent has ended the line is dropped.
   *
   * @param level {@code info}, {@code warn} or {@code error}
   * @param message the line; a very long one is cut into several
   */
  void log(String level, String message);

  /**
   * Adds a line of the level {@code info}.
   *
   * @param message as for {@link #log}
   */
  default void info(String message) {
    log("info", message);
  }

  /**
   * Adds a line of the level {@code warn}.
   *
   * @param message as for {@link #log}
   */
  default void warn(String message) {
    log("warn", message);
  }

  /**
   * Adds a line of the level {@code error}.
   *
   * @param message as for {@link #log}
   */
  default void error(String message) {
    log("error", message);
  }

  /** Whether the client, or the agent's end, has cancelled it. */
  boolean isCancelled();

  /**
   * Called when the job is cancelled; at once if it is already.
   *
   * @param action stops the work; on another thread than the handler's
   */
  void onCancel(Runnable action);
}
