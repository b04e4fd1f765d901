package dev.drover.reference.internal.fault;

import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.FaultRule;
import dev.drover.reference.PeerRole;
import java.util.HashMap;
import java.util.Map;

/** A rule, how often it may still strike, and how near each connection has come. */
final class ArmedRule {

  private final FaultRule rule;
  private final Map<Long, Integer> counts = new HashMap<>();
  private int left;

  ArmedRule(FaultRule rule) {
    this.rule = rule;
    this.left = rule.times();
  }

  FaultRule rule() {
    return rule;
  }

  /** Whether it strikes this time. */
  synchronized boolean strikes(Phase phase, long connection, PeerRole role) {
    boolean meant =
        rule.point().phase() == phase && rule.role().map(r -> r == role).orElse(true) && left > 0;
    if (!meant || counts.merge(connection, 1, Integer::sum) < rule.point().count()) {
      return false;
    }
    counts.remove(connection);
    if (left != Integer.MAX_VALUE) {
      left--;
    }
    return true;
  }

  synchronized int left() {
    return left;
  }

  synchronized boolean isSpent() {
    return left == 0;
  }

  synchronized void forget(long connection) {
    counts.remove(connection);
  }
}
