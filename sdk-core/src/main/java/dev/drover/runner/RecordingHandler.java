package dev.drover.runner;

/** Records flows for a {@link RunnerAgent}. */
@FunctionalInterface
public interface RecordingHandler {

  /**
   * Records to the end, on a daemon thread of its own. When the job is cancelled, that thread is
   * interrupted.
   *
   * @param job what to record; to be told when the recorder is ready
   * @return the code
   * @throws Exception if nothing was recorded; its message is what the client reads
   */
  String record(RecordingJob job) throws Exception;
}
