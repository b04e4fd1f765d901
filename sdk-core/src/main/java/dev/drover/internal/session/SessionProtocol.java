package dev.drover.internal.session;

import dev.drover.ConnectionException;
import java.util.Optional;

/**
 * What a protocol adds to a {@link Session}. Frames and connection changes are reported one at a
 * time; nothing here may block or run user code.
 */
public interface SessionProtocol {

  /** The first message on every connection: the registration. */
  byte[] greeting();

  /**
   * Looks at a frame that arrives before the connection counts as connected.
   *
   * @param frame a text message
   * @return the other side's words, if the frame refuses the registration
   */
  Optional<String> refusal(byte[] frame);

  /**
   * A message arrived.
   *
   * @param frame UTF-8
   */
  void onFrame(byte[] frame);

  /**
   * The connection is up and registered; what is sent here goes out before everything else.
   *
   * @param sender sends on the new connection
   * @param again whether it is a reconnect
   */
  void onConnected(FrameSender sender, boolean again);

  /**
   * The connection was lost and is being made again: end everything that cannot outlive it.
   *
   * @param cause what to end it with
   */
  void onDisconnected(ConnectionException cause);

  /**
   * The session is over: end everything.
   *
   * @param cause what to end it with
   */
  void onClosed(ConnectionException cause);

  /** Sends frames on one connection. */
  @FunctionalInterface
  interface FrameSender {
    /**
     * Sends a frame; if the connection just broke, it is lost with it.
     *
     * @param frame UTF-8
     */
    void send(byte[] frame);
  }
}
