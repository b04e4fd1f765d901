package dev.drover.reference;

import java.time.Instant;

/**
 * What happened on a connection.
 *
 * @param time when
 * @param peer on which connection, as it was known at that time
 * @param kind what happened
 * @param type the message's {@code type}; empty if it has none, or if this is no message
 * @param text the message, or the way in which the connection ended; the server's token is masked
 */
public record JournalEntry(Instant time, PeerInfo peer, Kind kind, String type, String text) {

  /** What can happen on a connection. */
  public enum Kind {
    /** The peer connected. */
    CONNECTED,
    /** A message came from the peer. */
    RECEIVED,
    /** A message was handed to the connection; whether it arrived is not known. */
    SENT,
    /** The connection ended. */
    DISCONNECTED
  }

  private static final int SHOWN = 200;

  /** One line: time, peer, what happened and the beginning of the text. */
  @Override
  public String toString() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return time + " " + kind + " " + peer + (shown.isEmpty() ? "" : ": " + shown);
  }
}
