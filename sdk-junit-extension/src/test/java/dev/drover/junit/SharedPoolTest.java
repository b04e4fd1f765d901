package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ObservedHub;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** 64 tests on 8 threads share 4 VMs. */
class SharedPoolTest {

  private static final int TESTS = 64;
  private static final int VMS = 4;

  /** Long beside what a busy machine takes to hand a VM on. */
  private static final Duration WORK = Duration.ofMillis(400);

  private static final AtomicInteger IN_USE = new AtomicInteger();
  private static final AtomicInteger MOST = new AtomicInteger();
  private static final AtomicLong BUSY = new AtomicLong();
  private static final AtomicLong FIRST = new AtomicLong(Long.MAX_VALUE);
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicInteger ARRIVED = new AtomicInteger();
  private static final AtomicInteger SERVED = new AtomicInteger();
  private static final List<Integer> OVERTAKEN = new CopyOnWriteArrayList<>();
  private static final Set<String> TWICE_AT_ONCE = ConcurrentHashMap.newKeySet();
  private static final Set<String> VMS_IN_USE = ConcurrentHashMap.newKeySet();

  @Test
  void neverMoreThanThereAreAndHardlyEverLess() {
    try (ObservedHub hub = ObservedHub.withVms(8)) {
      for (int i = 1; i <= 8; i++) {
        hub.server().vm("vm-" + i).onCommand("work").delay(WORK).reply("done\n", 0);
      }

      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(Working.class))
              .configurationParameter("drover.hub", hub.uri())
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
              .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
              .execute();

      results.testEvents().assertStatistics(stats -> stats.succeeded(TESTS).failed(0));
      assertThat(MOST).hasValue(VMS);
      assertThat(TWICE_AT_ONCE).isEmpty();
      // First come, first served: but between coming and queueing a thread may be held up. Were it
      // otherwise, some would wait until nobody comes any more.
      assertThat(OVERTAKEN).hasSize(TESTS);
      assertThat(OVERTAKEN.stream().filter(others -> others > TESTS / 4)).hasSizeLessThan(2);
      hub.assertReleasedOnce(VMS);
      // Ideal: the VMs share what they really did evenly, and nobody ever waits for a free one.
      double ideal = BUSY.get() / (double) VMS;
      assertThat((LAST.get() - FIRST.get()) / ideal).isLessThan(1.25);
    }
  }

  @DroverTest(pool = VMS)
  @Execution(ExecutionMode.CONCURRENT)
  static class Working {
    private int place;

    @BeforeEach
    void comes() {
      place = ARRIVED.incrementAndGet();
    }

    @RepeatedTest(TESTS)
    void works(Vm vm) {
      OVERTAKEN.add(SERVED.incrementAndGet() - place);
      long start = System.nanoTime();
      FIRST.accumulateAndGet(start, Math::min);
      MOST.accumulateAndGet(IN_USE.incrementAndGet(), Math::max);
      if (!VMS_IN_USE.add(vm.id())) {
        TWICE_AT_ONCE.add(vm.id());
      }
      vm.sendCommand("work");
      VMS_IN_USE.remove(vm.id());
      IN_USE.decrementAndGet();
      long end = System.nanoTime();
      BUSY.addAndGet(end - start);
      LAST.accumulateAndGet(end, Math::max);
    }
  }
}
