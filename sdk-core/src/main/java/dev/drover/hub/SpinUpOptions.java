package dev.drover.hub;

import java.time.Duration;
import java.util.Optional;

/**
 * How VMs are asked for: for how long, which, and how long that may take. Immutable: every setter
 * returns a changed copy.
 */
public final class SpinUpOptions {

  private static final SpinUpOptions DEFAULTS =
      new SpinUpOptions(Optional.empty(), VmWish.any(), Optional.empty());

  private final Optional<LeaseTerms> lease;
  private final VmWish wish;
  private final Optional<Duration> timeout;

  private SpinUpOptions(Optional<LeaseTerms> lease, VmWish wish, Optional<Duration> timeout) {
    this.lease = lease;
    this.wish = wish;
    this.timeout = timeout;
  }

  /** Any VM, until it is given back; answered within the client's request timeout. */
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
    return new SpinUpOptions(Optional.of(terms), wish, timeout);
  }

  /**
   * Asks for a particular VM, or one of a kind. A hub that knows no wishes is not asked: that fails
   * with a {@link dev.drover.DroverException}.
   *
   * @param vm which VM; of several test cases each gets one of this kind
   * @return the changed copy
   */
  public SpinUpOptions withWish(VmWish vm) {
    return new SpinUpOptions(lease, vm, timeout);
  }

  /**
   * Gives the hub longer, or shorter, than {@link dev.drover.ClientOptions#requestTimeout}: it
   * answers only when the VMs are connected, and a machine may take minutes to start.
   *
   * @param limit how long the answer may take
   * @return the changed copy
   */
  public SpinUpOptions withTimeout(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException(
          "the time in which VMs must be had must be above zero, is " + limit);
    }
    return new SpinUpOptions(lease, wish, Optional.of(limit));
  }

  /** The lease that is asked for, if one is. */
  public Optional<LeaseTerms> lease() {
    return lease;
  }

  /** Which VM is wanted. */
  public VmWish wish() {
    return wish;
  }

  /** How long the answer may take; empty for the client's request timeout. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  /** One line: lease, wish and timeout. */
  @Override
  public String toString() {
    return "SpinUpOptions[%s, %s%s]"
        .formatted(
            lease.map(LeaseTerms::toString).orElse("no lease"),
            wish,
            timeout.map(limit -> ", within " + limit).orElse(""));
  }
}
