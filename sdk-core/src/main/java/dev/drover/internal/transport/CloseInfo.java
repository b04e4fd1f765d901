package dev.drover.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * How a transport ended.
 *
 * @param kind the way it ended
 * @param code the close code, 1006 if there was no close frame
 * @param message what happened, in words, with the close frame's reason if it had one
 * @param httpStatus the status of a refused upgrade, else 0
 * @param body the beginning of a refused upgrade's body, else empty
 * @param cause the exception below it, if one was
 */
public record CloseInfo(
    Kind kind, int code, String message, int httpStatus, String body, @Nullable Throwable cause) {

  /** The ways in which a transport ends. */
  public enum Kind {
    /** Name not resolved, or no TCP connection. */
    UNREACHABLE,
    /** Not open before the connect timeout. */
    CONNECT_TIMEOUT,
    /** TLS failed. */
    TLS,
    /** The upgrade was answered with another status than 101. */
    UPGRADE_REFUSED,
    /** The other side refused what this side said of itself after the upgrade. */
    UNAUTHORIZED,
    /** The other side broke the WebSocket protocol, or a limit of this side. */
    PROTOCOL,
    /** The other side closed, with a close frame. */
    CLOSED_BY_PEER,
    /** This side closed. */
    CLOSED_HERE,
    /** The connection broke, or was aborted. */
    LOST
  }
}
