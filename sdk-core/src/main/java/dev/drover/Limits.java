package dev.drover;

/**
 * How much of anything one connection may hold. Everything is bounded, so that neither a broken
 * peer nor a slow listener can exhaust the memory of a test run.
 *
 * @param maxMessageBytes largest message accepted, its fragments together; over it the connection
 *     closes with 1009
 * @param maxQueuedBytes most bytes waiting to be sent; a request over it fails with {@link
 *     ConnectionException.Reason#OVERFLOW}
 * @param maxQueuedEvents most events waiting for listeners; over it best-effort events are dropped,
 *     oldest first, and leave a {@link Gap}; guaranteed ones hold the reader back
 * @param maxPendingRequests most requests waiting for an answer; one more fails at once
 * @param maxOutputBytes most bytes of one command's output kept in memory; beyond it the oldest are
 *     dropped from the result, and the result says so. Listeners still hear everything.
 */
public record Limits(
    int maxMessageBytes,
    int maxQueuedBytes,
    int maxQueuedEvents,
    int maxPendingRequests,
    int maxOutputBytes) {

  /**
   * The defaults. A message of 16 MiB holds the largest screenshots seen and is what the reference
   * server accepts; as much may wait to be sent. Events are counted, whatever their size: who
   * listens slowly to large ones, such as log lines of many kilobytes, bounds memory with fewer of
   * them.
   */
  public static final Limits DEFAULT = new Limits(16 << 20, 16 << 20, 10_000, 10_000, 8 << 20);

  /** Checks that all are positive. */
  public Limits {
    if (Math.min(
            Math.min(maxMessageBytes, maxQueuedBytes),
            Math.min(maxQueuedEvents, Math.min(maxPendingRequests, maxOutputBytes)))
        < 1) {
      throw new IllegalArgumentException("every limit must be at least 1");
    }
  }

  /**
   * These limits with another message size.
   *
   * @param bytes largest message accepted
   * @return the changed copy
   */
  public Limits withMaxMessageBytes(int bytes) {
    return new Limits(bytes, maxQueuedBytes, maxQueuedEvents, maxPendingRequests, maxOutputBytes);
  }

  /**
   * These limits with another outgoing queue.
   *
   * @param bytes most bytes waiting to be sent
   * @return the changed copy
   */
  public Limits withMaxQueuedBytes(int bytes) {
    return new Limits(maxMessageBytes, bytes, maxQueuedEvents, maxPendingRequests, maxOutputBytes);
  }

  /**
   * These limits with another event queue.
   *
   * @param events most events waiting for listeners
   * @return the changed copy
   */
  public Limits withMaxQueuedEvents(int events) {
    return new Limits(maxMessageBytes, maxQueuedBytes, events, maxPendingRequests, maxOutputBytes);
  }

  /**
   * These limits with another number of requests in flight.
   *
   * @param requests most requests waiting for an answer
   * @return the changed copy
   */
  public Limits withMaxPendingRequests(int requests) {
    return new Limits(maxMessageBytes, maxQueuedBytes, maxQueuedEvents, requests, maxOutputBytes);
  }

  /**
   * These limits with another bound on a command's output.
   *
   * @param bytes most bytes of one command's output kept
   * @return the changed copy
   */
  public Limits withMaxOutputBytes(int bytes) {
    return new Limits(maxMessageBytes, maxQueuedBytes, maxQueuedEvents, maxPendingRequests, bytes);
  }
}
