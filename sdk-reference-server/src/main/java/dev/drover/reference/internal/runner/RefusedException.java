package dev.drover.reference.internal.runner;

/** Somebody is not let in; the message says why, in words for them. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
