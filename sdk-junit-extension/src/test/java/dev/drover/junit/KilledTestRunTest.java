package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.Vm;
import dev.drover.hub.VmInfo;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ForkedJvm;
import dev.drover.testing.observed.HeardLog;
import dev.drover.testing.observed.ObservedHub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Test runs in JVMs of their own that are ended in the middle of a test. */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class KilledTestRunTest {

  private static final int HOUR = 3600;

  private final ObservedHub hub = ObservedHub.withVms(2);

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void afterSigtermItsVmIsBackAtOnce() {
    try (ForkedJvm run = start(HOUR)) {
      assertThat(taken()).hasSize(1);

      run.terminate();

      hub.assertReleasedOnce(1);
    }
  }

  @Test
  void afterSigkillItsVmIsBackWhenTheLeaseEndsOrTheNextRunStarts() {
    try (ForkedJvm run = start(HOUR);
        ForkedJvm withShortLease = start(5)) {
      assertThat(taken()).hasSize(2);

      withShortLease.kill();
      run.kill();
      Instant end = taken().stream().map(KilledTestRunTest::leaseEnd).min(Instant::compareTo).get();

      await().atMost(Duration.ofSeconds(60)).until(() -> taken().size() == 1);
      assertThat(Instant.now()).as("when it was free").isBefore(end.plusSeconds(3));
      assertThat(hub.uses()).noneMatch(use -> use.releases() > 0);

      String left = taken().get(0).testCaseId().orElseThrow();
      List<String> heard = HeardLog.during("dev.drover.testing", this::runHere);

      assertThat(heard).anyMatch(line -> line.contains("was killed") && line.contains(left));
      assertThat(taken()).isEmpty();
    }
  }

  @DroverTest
  static class Waits {
    @Test
    void inTheMiddle(Vm vm) throws InterruptedException {
      vm.sendCommand("anything");
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  @DroverTest
  static class NextRun {
    @Test
    void passes(Vm vm) {}
  }

  private ForkedJvm start(int leaseSeconds) {
    ForkedJvm run =
        ForkedJvm.start(
            LaunchedJUnit.class,
            Map.of(
                "drover.hub", hub.uri(),
                "drover.lease", String.valueOf(leaseSeconds),
                "drover.leaseFolder", System.getProperty("drover.leaseFolder")),
            Waits.class.getName());
    run.awaitLine("ready");
    return run;
  }

  private void runHere() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(NextRun.class))
        .configurationParameter("drover.hub", hub.uri())
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1));
  }

  private List<VmInfo> taken() {
    return hub.server().vms().stream().filter(vm -> vm.lease().isPresent()).toList();
  }

  private static Instant leaseEnd(VmInfo vm) {
    return vm.lease().orElseThrow().expiresAt();
  }
}
