package dev.drover.reference.internal.runner;

import org.jspecify.annotations.Nullable;

/** An event does not hold what it has to. */
final class BadPayloadException extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable String executionId;

  BadPayloadException(String message, @Nullable String executionId) {
    super(message);
    this.executionId = executionId;
  }

  /** Which job it speaks of, as far as that can be told. */
  @Nullable String executionId() {
    return executionId;
  }
}
