package dev.drover.testing.internal.bundle.model;

/** How an invocation of a test ended. */
public enum Outcome {
  /** It passed. */
  PASSED("passed"),
  /** It failed. */
  FAILED("failed"),
  /** It gave up on an assumption, or was aborted for want of infrastructure. */
  ABORTED("aborted"),
  /** It failed and was tried again; the next attempt counts. */
  RETRIED("retried"),
  /** It never began. */
  SKIPPED("skipped");

  private final String word;

  Outcome(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }
}
