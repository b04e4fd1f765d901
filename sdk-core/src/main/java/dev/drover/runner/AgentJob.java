package dev.drover.runner;

/** A job that an agent runs, or will run. */
interface AgentJob {

  /** What tells it from the others. */
  String key();

  /** The execution's id. */
  String executionId();

  /** Runs it to its end, which it tells. Also when it was cancelled before. */
  void run() throws InterruptedException;

  /** Ends it soon. */
  void cancel();
}
