package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.hub.VmInfo;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ForkedJvm;
import dev.drover.testing.observed.HeardLog;
import dev.drover.testing.observed.ObservedHub;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.testng.annotations.Test;

/** Test runs in JVMs of their own that are ended in the middle of a test. */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class KilledTestRunTest {

  private final ObservedHub hub = ObservedHub.withVms(1);

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @org.junit.jupiter.api.Test
  void afterSigtermItsVmIsBackAtOnce() {
    try (ForkedJvm run = start()) {
      assertThat(taken()).hasSize(1);

      run.terminate();

      hub.assertReleasedOnce(1);
    }
  }

  @org.junit.jupiter.api.Test
  void afterSigkillItsVmIsBackWhenTheNextRunStarts() {
    try (ForkedJvm run = start()) {
      run.kill();
      String left = taken().get(0).testCaseId().orElseThrow();

      List<String> heard =
          HeardLog.during(
              "dev.drover.testing",
              () -> assertThat(NgRun.of(hub.uri(), NextRun.class).passed()).hasSize(1));

      assertThat(heard).anyMatch(line -> line.contains("was killed") && line.contains(left));
      assertThat(taken()).isEmpty();
    }
  }

  @DroverTest
  public static class Waits {
    @Test
    public void inTheMiddle(Vm vm) throws InterruptedException {
      vm.sendCommand("anything");
      System.out.println("ready");
      new CountDownLatch(1).await();
    }

    public static void main(String[] args) {
      NgRun.of(args[0], Waits.class);
    }
  }

  @DroverTest
  public static class NextRun {
    @Test
    public void passes(Vm vm) {}
  }

  private ForkedJvm start() {
    ForkedJvm run =
        ForkedJvm.start(
            Waits.class,
            Map.of(
                "drover.lease",
                "3600",
                "drover.leaseFolder",
                System.getProperty("drover.leaseFolder")),
            hub.uri());
    run.awaitLine("ready");
    return run;
  }

  private List<VmInfo> taken() {
    return hub.server().vms().stream().filter(vm -> vm.lease().isPresent()).toList();
  }
}
