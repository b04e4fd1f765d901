package dev.drover;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The other side answered with an error. */
public final class RemoteException extends DroverException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String code;
  private final String remoteMessage;

  /**
   * An exception.
   *
   * @param message operation, target, times, what the other side said, next step
   * @param code the error's code, or null if the other side gave none
   * @param remoteMessage the other side's own words
   */
  public RemoteException(String message, @Nullable String code, String remoteMessage) {
    super(message, null);
    this.code = code;
    this.remoteMessage = remoteMessage;
  }

  /**
   * The error's code, such as {@code VM_NOT_FOUND} or {@code COMMAND_REFUSED}. Older servers send
   * none.
   */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The other side's own words, for people to read; their wording may change. */
  public String remoteMessage() {
    return remoteMessage;
  }
}
