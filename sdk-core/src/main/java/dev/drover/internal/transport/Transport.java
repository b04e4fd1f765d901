package dev.drover.internal.transport;

import java.time.Duration;

/**
 * One WebSocket connection, from its first packet to its last. It is never reused: a reconnect
 * makes a new one.
 */
public interface Transport {

  /**
   * Sends one text message. Never blocks for longer than the operating system takes to copy a few
   * kilobytes: what the peer does not take at once waits in a bounded queue.
   *
   * @param utf8 the whole message; belongs to the transport from now on
   * @throws TransportException with {@link TransportException.Kind#OVERFLOW} if too much is waiting
   *     already, {@link TransportException.Kind#NOT_OPEN} if the connection is not open
   */
  void send(byte[] utf8) throws TransportException;

  /**
   * As {@link #send}, but waits for room in the queue: for producers that can be held back. Never
   * to be called on the reading thread.
   *
   * @param utf8 the whole message
   * @param timeout how long to wait for room
   * @throws TransportException as {@link #send}
   * @throws InterruptedException if the waiting thread is interrupted
   */
  default void sendWaiting(byte[] utf8, Duration timeout)
      throws TransportException, InterruptedException {
    sendWaiting(utf8, timeout, false);
  }

  /**
   * As {@link #sendWaiting(byte[], Duration)}; on request it also waits until the message has been
   * given to the operating system, for what must not vanish in the queue of a connection that
   * breaks.
   *
   * @param utf8 the whole message
   * @param timeout how long to wait for room
   * @param through whether to wait on, for as long as the connection lasts
   * @throws TransportException as {@link #send}; also if the connection ended before
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void sendWaiting(byte[] utf8, Duration timeout, boolean through)
      throws TransportException, InterruptedException;

  /**
   * As {@link #send}, but as a binary message.
   *
   * @param bytes the whole message; belongs to the transport from now on
   * @throws TransportException as {@link #send}
   */
  void sendBinary(byte[] bytes) throws TransportException;

  /** Sends a ping, whose pong is reported to the listener. Ignored unless open. */
  void ping();

  /**
   * Says goodbye and ends the connection, at the latest after the close timeout. Returns at once;
   * idempotent; allowed on every thread.
   *
   * @param code a close code such as 1000
   * @param reason cut to the 123 bytes that a close frame holds
   */
  void close(int code, String reason);

  /**
   * Cuts the connection without goodbye. Returns at once.
   *
   * @param cause reported in {@link CloseInfo}
   */
  void abort(String cause);

  /** When the last byte arrived, as {@link System#nanoTime()}. */
  long lastInboundNanos();

  /** How many bytes wait to be sent. */
  int queuedBytes();
}
