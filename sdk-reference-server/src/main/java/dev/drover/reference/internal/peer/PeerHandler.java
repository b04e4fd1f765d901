package dev.drover.reference.internal.peer;

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

  /** A binary message, whose content was not kept. */
  void binary(Peer peer);

  /** A connection that was opened has ended. The last call for it. */
  void closed(Peer peer);
}
