package dev.drover.reference;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault, when it strikes, whom, and how often. Immutable: every setter returns a changed copy.
 */
public final class FaultRule {

  private final Fault fault;
  private final FaultPoint point;
  private final @Nullable PeerRole role;
  private final int times;

  private FaultRule(Fault fault, FaultPoint point, @Nullable PeerRole role, int times) {
    this.fault = fault;
    this.point = point;
    this.role = role;
    this.times = times;
  }

  /**
   * A fault that strikes once, whoever comes first.
   *
   * @param fault what goes wrong
   * @param point when
   * @return the rule
   */
  public static FaultRule of(Fault fault, FaultPoint point) {
    return new FaultRule(fault, point, null, 1);
  }

  /**
   * Strikes only peers of one role.
   *
   * @param role clients, VMs, or a runner's agents
   * @return the changed copy
   * @throws IllegalArgumentException if the point lies before registration, where no role is known
   */
  public FaultRule only(PeerRole role) {
    if (!point.isAfterRegistration()) {
      throw new IllegalArgumentException(
          "at " + point.phase() + " no peer has registered yet; leave the role out");
    }
    return new FaultRule(fault, point, role, times);
  }

  /**
   * Strikes several times.
   *
   * @param times how often, at least once
   * @return the changed copy
   */
  public FaultRule times(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault strikes at least once, not " + times + " times");
    }
    return new FaultRule(fault, point, role, times);
  }

  /** Strikes until the faults are cleared. */
  public FaultRule always() {
    return times(Integer.MAX_VALUE);
  }

  /** What goes wrong. */
  public Fault fault() {
    return fault;
  }

  /** When. */
  public FaultPoint point() {
    return point;
  }

  /** Whom it strikes, if not everybody. */
  public Optional<PeerRole> role() {
    return Optional.ofNullable(role);
  }

  /** How often; {@link Integer#MAX_VALUE} means always. */
  public int times() {
    return times;
  }

  /** One line: fault, point, role and how often. */
  @Override
  public String toString() {
    String often = times == Integer.MAX_VALUE ? "always" : times + " times";
    return "FaultRule[%s at %s %d, %s, %s]"
        .formatted(fault, point.phase(), point.count(), role == null ? "anybody" : role, often);
  }
}
