package dev.drover.testing;

import dev.drover.DroverException;
import org.jspecify.annotations.Nullable;

/** A test could not be judged: not the tested product failed, but what the test runs on. */
public final class InfrastructureFailure extends DroverException {

  private static final long serialVersionUID = 1L;

  /** What failed. */
  public enum Kind {
    /** No VM could be had: the quota is exhausted, or none came free in time. */
    NO_VM,
    /** The VM was lost: its connection ended and it did not come back in time. */
    VM_LOST,
    /** The VM is connected, but does not answer. */
    VM_SILENT,
    /** The hub cannot be reached, refused the connection, or was lost. */
    HUB
  }

  private final Kind kind;

  /**
   * A failure.
   *
   * @param kind what failed
   * @param message operation, target, times, state, next step
   * @param cause what was seen of it, or null
   */
  public InfrastructureFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What failed. */
  public Kind kind() {
    return kind;
  }
}
