package dev.drover.benchmarks;

/** One of the programs that watch an execution. */
interface Monitor extends AutoCloseable {

  /** Asks for log entries and waits until each has been heard, typed. */
  void logs(int count) throws Exception;

  /**
   * Asks for preview frames and waits until all have come.
   *
   * @return how many were looked at as far as this program looks at them
   */
  int frames(int count) throws Exception;

  @Override
  void close();
}
