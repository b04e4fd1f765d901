package dev.drover.reference.internal.execution;

import dev.drover.DroverException;

/** What the hub or the VM answered instead of a result. */
public final class VmFailure extends DroverException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /** A failure with the code that came with it. */
  public VmFailure(String code, String message) {
    super(message, null);
    this.code = code;
  }

  /** One of {@link dev.drover.ErrorCodes}, usually. */
  public String code() {
    return code;
  }
}
