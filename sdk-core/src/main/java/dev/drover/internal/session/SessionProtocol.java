package dev.drover.internal.session;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.internal.transport.CloseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol adds to a {@link Session}. Frames and connection changes are reported one at a
 * time; nothing here may block or run user code.
 */
public interface SessionProtocol {

  /** The first message on every connection, the registration; null if the protocol has none. */
  byte @Nullable [] greeting();

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
   * A binary message arrived.
   *
   * @param bytes all of it
   * @return whether the protocol has such messages
   */
  default boolean onBinary(byte[] bytes) {
    return false;
  }

  /**
   * Whether the protocol has a heartbeat of its own, and its transports end when it stops; then the
   * session asks for no sign of life.
   */
  default boolean watchesLife() {
    return false;
  }

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

  /**
   * Whether the end of a connection is the end of all: then no further attempt is made.
   *
   * @param info how the connection ended, or why it never came to be
   * @return how that end is to be read; empty if trying again makes sense
   */
  default Optional<Verdict> verdict(CloseInfo info) {
    return info.code() == Failures.POLICY_VIOLATION
        ? Optional.of(new Verdict(Reason.REFUSED, ""))
        : Optional.empty();
  }

  /**
   * Why a session is over.
   *
   * @param reason what kind of trouble
   * @param words the other side's own words, empty if it gave none
   */
  record Verdict(Reason reason, String words) {}

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
