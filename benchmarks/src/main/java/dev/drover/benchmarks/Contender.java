package dev.drover.benchmarks;

/** One of the clients that are compared. */
interface Contender extends AutoCloseable {

  /** Asks once and waits for the answer. */
  void roundTrip() throws Exception;

  /**
   * Asks many times, so many at once, and waits for all answers.
   *
   * @param requests how many in all
   * @param inFlight how many at once
   */
  void pipelined(int requests, int inFlight) throws Exception;

  @Override
  void close();
}
