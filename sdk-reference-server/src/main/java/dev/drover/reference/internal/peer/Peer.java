package dev.drover.reference.internal.peer;

import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;

/** One connection, as protocols see it. Every method returns at once and may be called anywhere. */
public interface Peer {

  /** Who it is, as far as it is known by now. */
  PeerInfo info();

  /**
   * Tells the connection who is at its other end; again when the other end, known before by its
   * address, has said so itself.
   */
  void identify(PeerRole role, String name);

  /**
   * Queues a text message. Messages of one thread, or sent under one lock, keep their order. What
   * is sent to a connection that has ended vanishes.
   *
   * @param utf8 the message; must not be changed any more
   */
  void send(byte[] utf8);

  /**
   * As {@link #send(byte[])}, a binary message, for protocols that have such.
   *
   * @param content the message; must not be changed any more
   * @throws UnsupportedOperationException if this kind of connection carries text alone
   */
  default void sendBinary(byte[] content) {
    throw new UnsupportedOperationException(info() + " is sent text alone");
  }

  /**
   * As {@link #send(byte[])}, for what is better left out than sent late.
   *
   * @param sent runs, once, when the message has left this process, so that the next of its kind
   *     may follow; may never run if the connection ends
   */
  default void send(byte[] utf8, Runnable sent) {
    send(utf8);
    onceWritable(sent);
  }

  /** Whether so little is waiting to be sent that more is welcome. */
  boolean isWritable();

  /** Runs a task, once, as soon as more is welcome or the connection has ended; maybe now. */
  void onceWritable(Runnable task);

  /** Reads no more from it until {@link #resume} has been called as often. */
  void hold();

  /** Takes one {@link #hold} back. */
  void resume();

  /** Says goodbye, after what is queued, and ends the connection. */
  void close(int code, String reason);
}
