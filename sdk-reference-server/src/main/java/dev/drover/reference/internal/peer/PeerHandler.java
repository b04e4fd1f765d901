package dev.drover.reference.internal.peer;

import dev.drover.reference.internal.frame.Frame;
import java.util.Optional;

/**
 * A protocol: hears of its connections. Calls for one connection come one at a time and in order.
 */
public interface PeerHandler {

  /** A connection was made; messages may be sent. */
  void opened(Peer peer);

  /**
   * A text message.
   *
   * @param utf8 valid UTF-8; belongs to the handler
   */
  void text(Peer peer, byte[] utf8);

  /**
   * A binary message.
   *
   * @param content belongs to the handler
   */
  void binary(Peer peer, byte[] content);

  /** A connection that was opened has ended. The last call for it. */
  void closed(Peer peer);

  /**
   * What faults take a text message for.
   *
   * @return its type, maybe an empty one; nothing for the connection's upkeep, which, like pings,
   *     does not count as a message
   */
  default Optional<String> typeOf(byte[] utf8) {
    return Optional.of(Frame.typeOf(utf8));
  }

  /** Whether the protocol itself tells the journal of its connections. */
  default boolean keepsJournal() {
    return false;
  }
}
