package dev.drover.hub;

/** What happens to the remaining steps when one fails. */
public enum OnStepFailure {
  /** They are skipped. */
  STOP,
  /** They run all the same. */
  CONTINUE
}
