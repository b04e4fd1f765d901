package dev.drover.reference.internal.execution;

/** With which code connections are closed: 4000 and the HTTP status of the same meaning. */
final class CloseCode {

  static final int UNAUTHORIZED = 4401;
  static final int INVALID_EXECUTION_ID = 4404;
  static final int INACTIVE = 4408;
  static final int NOT_ACTIVE = 4409;
  static final int TOO_MANY = 4429;

  private CloseCode() {}
}
