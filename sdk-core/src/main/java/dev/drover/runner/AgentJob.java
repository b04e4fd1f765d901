package dev.drover.runner;

/** A job that an agent runs, or will run. */
interface AgentJob {

  /** What tells it from the others. */
  String key();

  /** The execution's id. */
  String executionId();

  /** {@code execution} or {@code recording}. */
  String kind();

  /**
   * Runs it to its end, which it tells. Also when it was cancelled before.
   *
   * @param beforeItsEnd called when it is done, before anybody can know
   */
  void run(Runnable beforeItsEnd) throws InterruptedException;

  /** Ends it soon. */
  void cancel();
}
