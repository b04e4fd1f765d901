package dev.drover.benchmarks;

/** One of the programs that watch an execution. */
interface Monitor extends AutoCloseable {

  /** Asks for log entries and waits until each has been heard, typed. */
  void logs(int count) throws Exception;

  /** Asks for preview frames and waits until all have come. */
  void frames(int count) throws Exception;

  @Override
  void close();
}
