package dev.drover.testing;

/** How long a VM stays with whom. */
public enum Scope {
  /** Whatever is configured as {@code scope}; {@link #METHOD} if nothing is. */
  CONFIGURED,
  /** Each invocation of a test has VMs of its own. */
  METHOD,
  /** The tests of a class, nested classes included, share their VMs. */
  CLASS,
  /** All tests of the run that use the same hub share their VMs. */
  SUITE
}
