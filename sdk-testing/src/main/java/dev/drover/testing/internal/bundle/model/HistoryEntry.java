package dev.drover.testing.internal.bundle.model;

import java.time.Instant;

/**
 * Something happened outside the test: to a connection, or to a VM.
 *
 * @param time when
 * @param subject the connection or the VM
 * @param kind what kind of thing
 * @param text what, for people
 */
public record HistoryEntry(Instant time, String subject, Kind kind, String text) {

  /** What can happen. */
  public enum Kind {
    /** A VM told its state. */
    STATE,
    /** A connection is up. */
    UP,
    /** A connection is down. */
    DOWN,
    /** Messages may be missing. */
    GAP,
    /** A connection is on its way, or ended as it should. */
    OTHER
  }
}
