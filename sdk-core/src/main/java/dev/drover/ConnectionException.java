package dev.drover;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A connection could not be made, was lost, or is not there when it is needed. */
public final class ConnectionException extends DroverException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Reason {
    /** Nobody answers at the address, or the name does not resolve. */
    UNREACHABLE,
    /** The other side did not complete the connection in the connect timeout. */
    CONNECT_TIMEOUT,
    /** The token is missing or wrong (HTTP 401 or 403, or the protocol's own refusal). */
    UNAUTHORIZED,
    /**
     * The other side answered, and refused: another HTTP status, or an error to the first message.
     */
    REFUSED,
    /** What the address names is not there (HTTP 404, or the protocol's own refusal). */
    NOT_FOUND,
    /** What the address names is over and cannot be followed any more. */
    NOT_ACTIVE,
    /** TLS failed: certificate, host name or protocol version. */
    TLS,
    /** The other side broke the WebSocket protocol, or a limit of this side. */
    PROTOCOL,
    /** The connection was there and broke. */
    LOST,
    /** The connection is down at the moment, and the option is to refuse requests meanwhile. */
    NOT_CONNECTED,
    /** More is waiting to be sent than the limit allows: the other side reads too slowly. */
    OVERFLOW,
    /** One message is larger than this side's limit, or the other side's, ever allows. */
    TOO_LARGE,
    /** It was closed on this side, or given up. */
    CLOSED
  }

  private final Reason reason;
  private final int httpStatus;

  /**
   * An exception without an HTTP status.
   *
   * @param reason what kind of trouble
   * @param message operation, target, times, state, next step
   * @param cause what led to it, or null
   */
  public ConnectionException(Reason reason, String message, @Nullable Throwable cause) {
    this(reason, message, cause, 0);
  }

  /**
   * An exception.
   *
   * @param reason what kind of trouble
   * @param message operation, target, times, state, next step
   * @param cause what led to it, or null
   * @param httpStatus the status with which the upgrade was refused, or 0
   */
  public ConnectionException(
      Reason reason, String message, @Nullable Throwable cause, int httpStatus) {
    super(message, cause);
    this.reason = reason;
    this.httpStatus = httpStatus;
  }

  /** What kind of trouble it is. */
  public Reason reason() {
    return reason;
  }

  /** The HTTP status with which the upgrade was refused, if that is what happened. */
  public OptionalInt httpStatus() {
    return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
  }
}
