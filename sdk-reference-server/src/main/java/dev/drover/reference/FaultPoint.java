package dev.drover.reference;

/**
 * When a fault strikes: at the so-many-th time that a connection comes to a phase, counted from
 * when the rule was injected.
 *
 * @param phase where in the protocol
 * @param count the how-many-th time, from 1
 */
public record FaultPoint(Phase phase, int count) {

  /** Where in the protocol a fault can strike. */
  public enum Phase {
    /** The request for the upgrade has arrived and is not answered yet. */
    BEFORE_UPGRADE,
    /** The upgrade has been answered. */
    AFTER_UPGRADE,
    /**
     * The peer has registered, and the server said what it says to that; an agent at the backend's
     * door with its {@code connection} message.
     */
    AFTER_REGISTER,
    /**
     * A request has passed and its answer has not: the server has taken a client's, and gives no
     * answer; or a VM was sent one, and is not heard.
     */
    MID_REQUEST,
    /** A {@code command_output} has passed, to a client or from a VM. */
    MID_STREAM,
    /** One side has said goodbye; the other has not. */
    DURING_CLOSE,
    /** A message has passed, in or out. */
    ANY_FRAME
  }

  /** The request for the upgrade has arrived and is not answered yet. */
  public static final FaultPoint BEFORE_UPGRADE = new FaultPoint(Phase.BEFORE_UPGRADE, 1);

  /** The upgrade has been answered. */
  public static final FaultPoint AFTER_UPGRADE = new FaultPoint(Phase.AFTER_UPGRADE, 1);

  /** The peer has registered. */
  public static final FaultPoint AFTER_REGISTER = new FaultPoint(Phase.AFTER_REGISTER, 1);

  /** A request has passed and its answer has not. */
  public static final FaultPoint MID_REQUEST = new FaultPoint(Phase.MID_REQUEST, 1);

  /** One side has said goodbye; the other has not. */
  public static final FaultPoint DURING_CLOSE = new FaultPoint(Phase.DURING_CLOSE, 1);

  /** Checks the count. */
  public FaultPoint {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a fault strikes at the first time or later, not " + count);
    }
  }

  /**
   * In the middle of a command's output.
   *
   * @param frames after how many {@code command_output} messages
   * @return the point
   */
  public static FaultPoint midStream(int frames) {
    return new FaultPoint(Phase.MID_STREAM, frames);
  }

  /**
   * After a number of messages on one connection, in and out together. The last of them is still
   * processed; the server says nothing more to it.
   *
   * @param frames after how many
   * @return the point
   */
  public static FaultPoint afterFrames(int frames) {
    return new FaultPoint(Phase.ANY_FRAME, frames);
  }

  /** Whether the server knows by then what the peer is. */
  boolean isAfterRegistration() {
    return phase.compareTo(Phase.AFTER_UPGRADE) > 0;
  }
}
