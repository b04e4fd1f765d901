package dev.drover.reference;

import java.time.Duration;

/**
 * What can go wrong with a connection. {@link Cut}, {@link Stall} and {@link HalfOpen} end its
 * usefulness; the others befall the next message that the server sends on it.
 */
public sealed interface Fault {

  /**
   * The connection ends without goodbye.
   *
   * @param reset with a TCP reset, as when a process was killed or a firewall stepped in; otherwise
   *     with a plain end of stream
   */
  record Cut(boolean reset) implements Fault {}

  /** The server neither reads nor writes any more, but the connection stays. */
  record Stall() implements Fault {}

  /** The server takes every byte and says nothing more, as if the way back were broken. */
  record HalfOpen() implements Fault {}

  /**
   * The next message, and all behind it, are late.
   *
   * @param time how late
   */
  record Delay(Duration time) implements Fault {
    /** Checks the time. */
    public Delay {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a delay must be above zero, is " + time);
      }
    }
  }

  /** The next message is sent twice. */
  record Duplicate() implements Fault {}

  /**
   * The next message is sent after the one that follows it, or after half a second if none does.
   */
  record Reorder() implements Fault {}

  /**
   * The next message is damaged.
   *
   * @param damage in what way
   */
  record Corrupt(Damage damage) implements Fault {}

  /** Ways to damage a message. */
  enum Damage {
    /** The text is no JSON any more; the connection is not concerned. */
    JSON,
    /** The text is no UTF-8 any more, which ends a WebSocket connection. */
    UTF_8,
    /** The frame's header is illegal, which ends a WebSocket connection. */
    FRAME
  }

  /** The connection ends with a plain end of stream. */
  static Fault cut() {
    return new Cut(false);
  }

  /** The connection ends with a TCP reset. */
  static Fault reset() {
    return new Cut(true);
  }

  /** The server neither reads nor writes any more. */
  static Fault stall() {
    return new Stall();
  }

  /** The server takes every byte and says nothing more. */
  static Fault halfOpen() {
    return new HalfOpen();
  }

  /**
   * The next message, and all behind it, are late.
   *
   * @param time how late
   * @return the fault
   */
  static Fault delay(Duration time) {
    return new Delay(time);
  }

  /** The next message is sent twice. */
  static Fault duplicate() {
    return new Duplicate();
  }

  /** The next message is sent after the one that follows it. */
  static Fault reorder() {
    return new Reorder();
  }

  /**
   * The next message is damaged.
   *
   * @param damage in what way
   * @return the fault
   */
  static Fault corrupt(Damage damage) {
    return new Corrupt(damage);
  }
}
