package dev.drover;

import org.jspecify.annotations.Nullable;

/**
 * What Drover throws when something outside the caller's code went wrong. Unchecked. The message
 * says what was asked of whom, how long it took against which limit, how the connection stood, and
 * what to do. Wrong arguments are {@link IllegalArgumentException} instead.
 */
public class DroverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception.
   *
   * @param message operation, target, times, state, next step
   * @param cause what led to it, or null
   */
  public DroverException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
