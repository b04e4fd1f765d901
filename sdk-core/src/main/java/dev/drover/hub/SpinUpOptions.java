package dev.drover.hub;

import java.util.Optional;

/**
 * How VMs are asked for: for how long, and which. Immutable: every setter returns a changed copy.
 */
public final class SpinUpOptions {

  private static final SpinUpOptions DEFAULTS = new SpinUpOptions(Optional.empty(), VmWish.any());

  private final Optional<LeaseTerms> lease;
  private final VmWish wish;

  private SpinUpOptions(Optional<LeaseTerms> lease, VmWish wish) {
    this.lease = lease;
    this.wish = wish;
  }

  /** Any VM, until it is given back. */
  public static SpinUpOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Asks for a lease. A hub that knows none gives the VM all the same, without one: then {@link
   * Assignment#lease()} is empty.
   *
   * @param terms whose, and how long
   * @return the changed copy
   */
  public SpinUpOptions withLease(LeaseTerms terms) {
    return new SpinUpOptions(Optional.of(terms), wish);
  }

  /**
   * Asks for a particular VM, or one of a kind. A hub that knows no wishes is not asked: that fails
   * with a {@link dev.drover.DroverException}.
   *
   * @param vm which VM; of several test cases each gets one of this kind
   * @return the changed copy
   */
  public SpinUpOptions withWish(VmWish vm) {
    return new SpinUpOptions(lease, vm);
  }

  /** The lease that is asked for, if one is. */
  public Optional<LeaseTerms> lease() {
    return lease;
  }

  /** Which VM is wanted. */
  public VmWish wish() {
    return wish;
  }

  /** One line: lease and wish. */
  @Override
  public String toString() {
    return "SpinUpOptions[%s, %s]"
        .formatted(lease.map(LeaseTerms::toString).orElse("no lease"), wish);
  }
}
