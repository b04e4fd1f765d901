package dev.drover.internal.wire;

import org.jspecify.annotations.Nullable;

/** A frame that is no message: not JSON, no object, no type, or a field of the wrong type. */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedMessageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
