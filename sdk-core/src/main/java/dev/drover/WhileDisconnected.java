package dev.drover;

/** What becomes of a request made while the connection is down. */
public sealed interface WhileDisconnected {

  /**
   * It fails at once with {@link ConnectionException.Reason#NOT_CONNECTED}. The default: a test
   * learns of the trouble where it is.
   */
  static WhileDisconnected reject() {
    return new Reject();
  }

  /**
   * It waits for the connection, within its own deadline.
   *
   * @param maxRequests how many may wait, at least 1; one more is refused
   * @return the policy
   */
  static WhileDisconnected queue(int maxRequests) {
    return new Queue(maxRequests);
  }

  /** See {@link WhileDisconnected#reject()}. */
  record Reject() implements WhileDisconnected {}

  /**
   * See {@link WhileDisconnected#queue(int)}.
   *
   * @param maxRequests how many may wait
   */
  record Queue(int maxRequests) implements WhileDisconnected {
    /**
     * Checks the limit.
     *
     * @param maxRequests at least 1
     */
    public Queue {
      if (maxRequests < 1) {
        throw new IllegalArgumentException("maxRequests must be at least 1, is " + maxRequests);
      }
    }
  }
}
