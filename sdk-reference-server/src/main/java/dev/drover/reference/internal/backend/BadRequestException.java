package dev.drover.reference.internal.backend;

/** A request that cannot be understood; the text is fit to be sent back. */
public final class BadRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  BadRequestException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
