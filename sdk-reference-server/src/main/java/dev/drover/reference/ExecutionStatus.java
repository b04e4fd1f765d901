package dev.drover.reference;

import java.util.Locale;

/** How an execution stands. */
public enum ExecutionStatus {
  /** Nothing has happened yet. */
  PENDING,
  /** It is under way. */
  RUNNING,
  /** Every step had its turn; some may have failed. */
  COMPLETED,
  /** It was given up because of a failure. */
  FAILED,
  /** Somebody stopped it. */
  CANCELLED;

  /** Whether it is over. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** As it stands on the wire, such as {@code completed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
