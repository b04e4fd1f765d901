package dev.drover.internal.transport;

/** A message could not be handed to a transport. */
public final class TransportException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Kind {
    /** Too much is waiting to be sent already. */
    OVERFLOW,
    /** This message is larger than what can ever be sent. */
    TOO_LARGE,
    /** The connection is not open. */
    NOT_OPEN
  }

  private final Kind kind;

  /**
   * An exception.
   *
   * @param kind why not
   * @param message in words
   */
  public TransportException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
