package dev.drover.internal.wire;

import org.jspecify.annotations.Nullable;

/** A frame that is no message: not JSON, no object, no type, or a field of the wrong type. */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable String type;

  MalformedMessageException(String message, @Nullable String type, @Nullable Throwable cause) {
    super(message, cause);
    this.type = type;
  }

  /** The message's type, if it could be read. */
  public @Nullable String type() {
    return type;
  }
}
