package dev.drover.reference.internal.peer;

/** Slows a sender down to what the receiver of its messages takes. */
public final class Backpressure {

  private Backpressure() {}

  /**
   * Sends a message to one peer that another one caused. If the receiver is slow, the one who
   * caused it is not read from until the receiver has caught up.
   */
  public static void send(Peer to, byte[] utf8, Peer cause) {
    to.send(utf8);
    if (!to.isWritable()) {
      cause.hold();
      to.onceWritable(cause::resume);
    }
  }
}
