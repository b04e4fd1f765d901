package dev.drover.reference.internal.execution;

/** The error codes of {@code execution-monitoring.md}, and those that it leaves to the server. */
public final class Codes {

  static final String INVALID_EXECUTION_ID = "INVALID_EXECUTION_ID";
  static final String UNAUTHORIZED = "UNAUTHORIZED";
  static final String EXECUTION_NOT_ACTIVE = "EXECUTION_NOT_ACTIVE";
  static final String PREVIEW_UNAVAILABLE = "PREVIEW_UNAVAILABLE";
  static final String RATE_LIMITED = "RATE_LIMITED";

  /** A message names a device that the execution does not have. */
  static final String DEVICE_NOT_FOUND = "DEVICE_NOT_FOUND";

  /** To those who resume: some of what they missed is kept no longer. */
  static final String RESUME_INCOMPLETE = "RESUME_INCOMPLETE";

  /** A device was lost. */
  public static final String DEVICE_DISCONNECTED = "DEVICE_DISCONNECTED";

  /** A module took too long. */
  public static final String MODULE_TIMEOUT = "MODULE_TIMEOUT";

  private Codes() {}
}
