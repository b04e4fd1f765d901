package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.runner.RunnerClient;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Keep;
import dev.drover.testing.RequiresHub;
import dev.drover.testing.RequiresVm;
import dev.drover.testing.VmSpec;
import dev.drover.testing.observed.HeardLog;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.RunnerJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.testng.annotations.Test;

/** What tests wish for, of the hub and for their VMs. */
class WishesTest {

  private static final Set<String> IN_USE = ConcurrentHashMap.newKeySet();
  private static final Set<String> TWICE_AT_ONCE = ConcurrentHashMap.newKeySet();

  @org.junit.jupiter.api.Test
  void testsAreSkippedWhoseRequirementsAreNotMet() {
    try (ObservedHub hub = ObservedHub.withVms(2)) {
      hub.server().vm("vm-2").labels(Map.of("os", "windows"));

      NgRun run = NgRun.of(hub.uri(), Requires.class);

      assertThat(run.passed())
          .extracting(result -> result.getName())
          .containsOnly("windows", "hub");
      assertThat(run.skipped()).hasSize(1);
      assertThat(run.skipped().get(0).getThrowable()).hasMessageContaining("a VM with macos");
      assertThat(NgRun.of("embedded", OnlyWithHub.class).skipped()).hasSize(1);
      hub.assertReleasedOnce(1);
    }
  }

  @DroverTest
  public static class Requires {
    @Test
    @RequiresVm(os = "windows")
    public void windows(Vm vm) {
      assertThat(vm.id()).isEqualTo("vm-2");
    }

    @Test
    @RequiresVm(os = "macos")
    public void mac(Vm vm) {}

    @Test
    @RequiresHub
    public void hub() {}
  }

  @DroverTest
  @RequiresHub
  public static class OnlyWithHub {
    @Test
    public void passes() {}
  }

  @org.junit.jupiter.api.Test
  void parametersHaveTheVmsTheyWishFor() {
    try (ObservedHub hub = ObservedHub.withVms(2)) {
      hub.server().vm("vm-2").labels(Map.of("browser", "edge"));

      assertThat(NgRun.of(hub.uri(), Wishes.class).passed()).hasSize(1);

      hub.assertReleasedOnce(2);
    }
  }

  @DroverTest
  public static class Wishes {
    @Test
    public void byLabelAndById(
        @VmSpec(labels = "browser=edge") Vm edge, @VmSpec(id = "vm-1") Vm one) {
      assertThat(edge.id()).isEqualTo("vm-2");
      assertThat(one.id()).isEqualTo("vm-1");
    }
  }

  @org.junit.jupiter.api.Test
  void theVmOfAFailedTestIsKept() {
    try (ObservedHub hub = ObservedHub.withVms(2)) {
      Map<String, String> settings = Map.of("drover.hub", hub.uri(), "drover.holdFor", "0");

      List<String> heard =
          HeardLog.during(
              "dev.drover.testing",
              () -> assertThat(NgRun.of(settings, 1, Kept.class).passed()).hasSize(1));

      assertThat(heard).filteredOn(line -> line.contains("drover shell --hub")).hasSize(1);
      hub.assertReleasedOnce(1);
    }
  }

  @DroverTest
  @Keep
  public static class Kept {
    @Test
    public void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test(dependsOnMethods = "fails", alwaysRun = true)
    public void passes(HubClient hub) {
      assertThat(hub.listVms()).filteredOn(vm -> vm.testCaseId().isPresent()).hasSize(1);
    }
  }

  @org.junit.jupiter.api.Test
  void testsInParallelShareAPool() {
    try (ObservedHub hub = ObservedHub.withVms(4)) {
      for (int i = 1; i <= 4; i++) {
        hub.server().vm("vm-" + i).onCommand("work").delay(Duration.ofMillis(30)).reply("", 0);
      }

      NgRun run = NgRun.of(hub.uri(), Pooled.class);

      assertThat(run.passed()).hasSize(16);
      assertThat(TWICE_AT_ONCE).isEmpty();
      hub.assertReleasedOnce(2);
    }
  }

  @DroverTest(pool = 2)
  public static class Pooled {
    @Test(invocationCount = 16, threadPoolSize = 8)
    public void works(Vm vm) {
      if (!IN_USE.add(vm.id())) {
        TWICE_AT_ONCE.add(vm.id());
      }
      vm.sendCommand("work");
      IN_USE.remove(vm.id());
    }
  }

  @org.junit.jupiter.api.Test
  void methodsInParallelHaveVmsOfTheirOwn() {
    try (ObservedHub hub = ObservedHub.withVms(4)) {
      NgRun run = NgRun.of(Map.of("drover.hub", hub.uri()), 4, InParallel.class);

      assertThat(run.failed()).isEmpty();
      assertThat(run.passed()).hasSize(4);
      hub.assertReleasedOnce(4);
      assertThat(hub.uses()).extracting(ObservedHub.Use::vmId).doesNotHaveDuplicates();
    }
  }

  /** One instance for four threads, which wait for each other: each has its VM at that time. */
  @DroverTest
  public static class InParallel {
    private final CyclicBarrier all = new CyclicBarrier(4);

    @Test
    public void one(Vm vm) throws Exception {
      meet(vm);
    }

    @Test
    public void two(Vm vm) throws Exception {
      meet(vm);
    }

    @Test
    public void three(Vm vm) throws Exception {
      meet(vm);
    }

    @Test
    public void four(Vm vm) throws Exception {
      meet(vm);
    }

    private void meet(Vm vm) throws Exception {
      all.await(60, TimeUnit.SECONDS);
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @org.junit.jupiter.api.Test
  void theEmbeddedServersRunnerIsOpen() {
    assertThat(NgRun.of("embedded", Runs.class).passed()).hasSize(1);
  }

  @DroverTest
  public static class Runs {
    @Test
    public void onAnAgent(ReferenceServer server, RunnerClient runner) {
      RunnerJob.run(server, options -> options, runner);
    }
  }
}
