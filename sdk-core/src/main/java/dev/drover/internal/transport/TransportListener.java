package dev.drover.internal.transport;

/**
 * Hears of one transport. Calls come one at a time on the transport's reading thread, except {@link
 * #onClosed}, which may come on another when the reading thread is stuck, but is always the last,
 * and comes exactly once, whatever happened. What a listener throws ends the transport.
 */
public interface TransportListener {

  /** The handshake is done; frames may be sent. */
  void onOpen();

  /**
   * A text message, whole and valid UTF-8.
   *
   * @param utf8 belongs to the listener
   */
  void onText(byte[] utf8);

  /**
   * A binary message, whole.
   *
   * @param bytes belongs to the listener
   */
  void onBinary(byte[] bytes);

  /** A pong arrived. */
  void onPong();

  /**
   * The connection is over, or never came to be.
   *
   * @param info how it ended
   */
  void onClosed(CloseInfo info);
}
