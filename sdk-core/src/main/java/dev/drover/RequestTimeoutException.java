package dev.drover;

/** Nobody answered in time. Whether the request was carried out is not known. */
public final class RequestTimeoutException extends DroverException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message operation, target, times, state, next step
   */
  public RequestTimeoutException(String message) {
    super(message, null);
  }
}
