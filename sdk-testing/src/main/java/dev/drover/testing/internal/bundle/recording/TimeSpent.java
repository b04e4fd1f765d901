package dev.drover.testing.internal.bundle.recording;

import dev.drover.testing.internal.bundle.model.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what a test's time goes into. Safe for any number of threads. */
public final class TimeSpent {

  private final Map<Phase, Duration> spent = new EnumMap<>(Phase.class);

  /** Nothing so far. */
  public TimeSpent() {}

  /**
   * Adds some.
   *
   * @param phase into what it went
   * @param time how much; nothing if it is below zero
   */
  public synchronized void add(Phase phase, Duration time) {
    if (!time.isNegative()) {
      spent.merge(phase, time, Duration::plus);
    }
  }

  /** How much it is so far, without what is zero. */
  public synchronized Map<Phase, Duration> soFar() {
    return new EnumMap<>(spent);
  }
}
