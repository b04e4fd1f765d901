package dev.drover.reference.internal.frame;

/** A frame that is no message; the text is fit to be sent back. */
public final class BadFrameException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  BadFrameException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
