package dev.drover.execution;

import dev.drover.ConnectionException.Reason;

/** The error codes of {@code execution-monitoring.md}, "Error Handling". */
public enum ExecutionErrorCode {
  /** Refuses the connection: no such execution. */
  INVALID_EXECUTION_ID,
  /** Refuses the connection: the token is missing or wrong. */
  UNAUTHORIZED,
  /** Refuses the connection: the execution has ended. */
  EXECUTION_NOT_ACTIVE,
  /** A device was lost. */
  DEVICE_DISCONNECTED,
  /** A module ran longer than it may. */
  MODULE_TIMEOUT,
  /** A preview cannot be given. */
  PREVIEW_UNAVAILABLE,
  /** A limit of the server was exceeded. */
  RATE_LIMITED,
  /** A code that the document does not have, or none; {@code rawCode()} tells. */
  OTHER;

  /**
   * Whether such an error ends the connection for good, rather than telling of something that
   * happened during the execution.
   */
  public boolean refusesConnection() {
    return this == INVALID_EXECUTION_ID || this == UNAUTHORIZED || this == EXECUTION_NOT_ACTIVE;
  }

  /** Whether it tells of something that happened during the execution. */
  boolean isOfRunningExecution() {
    return this == DEVICE_DISCONNECTED || this == MODULE_TIMEOUT || this == PREVIEW_UNAVAILABLE;
  }

  /** Whether such an error, naming a device, says that nothing more comes from that device. */
  boolean endsDevice() {
    return this == DEVICE_DISCONNECTED || this == OTHER;
  }

  /** What kind of trouble it is for a connection. */
  Reason reason() {
    return switch (this) {
      case UNAUTHORIZED -> Reason.UNAUTHORIZED;
      case INVALID_EXECUTION_ID -> Reason.NOT_FOUND;
      case EXECUTION_NOT_ACTIVE -> Reason.NOT_ACTIVE;
      default -> Reason.REFUSED;
    };
  }

  static ExecutionErrorCode of(String raw) {
    for (ExecutionErrorCode code : values()) {
      if (code.name().equals(raw)) {
        return code;
      }
    }
    return OTHER;
  }
}
