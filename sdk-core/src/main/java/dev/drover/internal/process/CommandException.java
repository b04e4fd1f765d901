package dev.drover.internal.process;

import org.jspecify.annotations.Nullable;

/** The engine cannot do what was asked; the message is fit for the one who asked. */
public final class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * An exception.
   *
   * @param code one of {@link dev.drover.ErrorCodes}
   * @param message what is wrong, and what to do
   * @param cause what led to it, or null
   */
  public CommandException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  CommandException(String code, String message) {
    this(code, message, null);
  }

  /** One of {@link dev.drover.ErrorCodes}. */
  public String code() {
    return code;
  }
}
