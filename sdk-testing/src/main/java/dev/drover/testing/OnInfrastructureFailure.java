package dev.drover.testing;

/** What becomes of a test that could not be judged, because its VM or hub failed. */
public enum OnInfrastructureFailure {
  /** Whatever is configured as {@code infrastructure}; {@link #FAIL} if nothing is. */
  CONFIGURED,
  /** It fails, with an {@link InfrastructureFailure}. */
  FAIL,
  /** It counts as aborted (JUnit) or skipped (TestNG), with the reason. */
  ABORT,
  /**
   * It is run once more, with VMs asked for anew, and fails if that does not help. The hub may give
   * the same one again, which then has to answer first. In JUnit only the test method itself can be
   * run again, within the same {@code @Timeout}: where a set-up method was given a VM, the test
   * fails at once.
   */
  RETRY
}
