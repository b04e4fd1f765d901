package dev.drover.runner;

/** Runs test code for a {@link RunnerAgent}. */
@FunctionalInterface
public interface ExecutionHandler {

  /**
   * Runs a job to its end, on a daemon thread of its own. When the job is cancelled, that thread is
   * interrupted.
   *
   * @param job what to run, and where its log goes
   * @return the exit code, 0 for success
   * @throws Exception if it cannot be run; the log says so, and the exit code is 1, or 130 if it
   *     was cancelled
   */
  int run(ExecutionJob job) throws Exception;
}
