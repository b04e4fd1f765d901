package dev.drover.reference.internal.fault;

import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.FaultRule;
import dev.drover.reference.Faults;
import dev.drover.reference.PeerRole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The rules in force. Without any, asking costs one read. Safe for any thread. */
public final class FaultRules implements Faults {

  /**
   * A rule in force.
   *
   * @param left how often it may still strike; {@link Integer#MAX_VALUE} means always
   */
  public record Standing(FaultRule rule, int left) {}

  private final List<ArmedRule> rules = new CopyOnWriteArrayList<>();
  private final AtomicLong applied = new AtomicLong();
  private final List<ToIntFunction<Predicate<PeerRole>>> cutters = new CopyOnWriteArrayList<>();

  /** Adds one who can cut the connections of some roles, and tells how many those were. */
  public void cutWith(ToIntFunction<Predicate<PeerRole>> cutter) {
    cutters.add(cutter);
  }

  @Override
  public void inject(FaultRule rule) {
    rules.add(new ArmedRule(rule));
  }

  @Override
  public void cutAll() {
    cut(role -> true);
  }

  @Override
  public void cutAll(PeerRole role) {
    cut(r -> r == role);
  }

  private void cut(Predicate<PeerRole> roles) {
    cutters.forEach(cutter -> applied.addAndGet(cutter.applyAsInt(roles)));
  }

  @Override
  public void clear() {
    rules.clear();
  }

  @Override
  public long applied() {
    return applied.get();
  }

  /** Whether nothing can strike, so that nobody needs to ask. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The rules in force, oldest first. */
  public List<Standing> standing() {
    return rules.stream().map(armed -> new Standing(armed.rule(), armed.left())).toList();
  }

  /** What befalls a connection that comes to a phase. */
  public List<Fault> at(Phase phase, long connection, PeerRole role) {
    List<Fault> faults = new ArrayList<>();
    for (ArmedRule armed : rules) {
      if (armed.strikes(phase, connection, role)) {
        faults.add(armed.rule().fault());
        applied.incrementAndGet();
      }
    }
    if (!faults.isEmpty()) {
      rules.removeIf(ArmedRule::isSpent);
    }
    return faults;
  }

  /** A connection is gone. */
  public void forget(long connection) {
    rules.forEach(armed -> armed.forget(connection));
  }

  /** One line: the rules in force. */
  @Override
  public String toString() {
    return "Faults[" + rules.stream().map(ArmedRule::rule).toList() + "]";
  }
}
