package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.HeardLog;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What people are told of where the time goes. */
class TimesTest {

  private static final AtomicBoolean FIRST = new AtomicBoolean();
  private static volatile CountDownLatch told = new CountDownLatch(1);

  @TempDir Path artifacts = Path.of("");

  @Test
  void theIndexSaysWhatItWentInto() {
    try (ObservedHub hub = ObservedHub.withVms(1);
        HubClient other = HubClient.connect(hub.uri())) {
      hub.server().vm("vm-1").onCommand("work").delay(Duration.ofMillis(300)).reply("done\n", 0);
      other.spinUp(TestCase.of("theirs"));
      CompletableFuture<Void> released =
          CompletableFuture.runAsync(hub::awaitRefusal).thenRun(() -> other.release("theirs"));

      run(hub, Works.class, 1);

      released.join();
      ReportedRun report = ReportedRun.in(artifacts);
      assertThat(report.time()).contains("waiting for a VM", "running commands", "starting VMs");
      assertThat(report.spent("Works"))
          .anyMatch(part -> part.matches("queue \\d.*"))
          .anyMatch(part -> part.matches("command \\d.*"));
    }
  }

  @DroverTest
  static class Works {
    @Test
    void works(Vm vm) {
      vm.sendCommand("work");
    }
  }

  @Test
  void whoWaitsIsToldWhoHasTheVm() {
    FIRST.set(true);
    told = new CountDownLatch(1);
    List<String> heard;
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      heard =
          HeardLog.during(
              "dev.drover.testing",
              line -> {
                if (line.contains("has waited")) {
                  told.countDown();
                }
              },
              () -> run(hub, Queues.class, 2));
    }

    String test = Queues.class.getName().replace("$", "\\$") + "#works";
    assertThat(heard)
        .anyMatch(
            line ->
                line.matches(
                    test
                        + " has waited \\d+ s of 120 s for a VM, number 1 of 1 in the queue;"
                        + " in use: vm-1 by "
                        + test
                        + " for \\d+ s\\."));
  }

  @DroverTest(pool = 1)
  @Execution(ExecutionMode.CONCURRENT)
  static class Queues {
    @RepeatedTest(2)
    void works(Vm vm) throws InterruptedException {
      if (FIRST.getAndSet(false)) {
        assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private void run(ObservedHub hub, Class<?> suite, int threads) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameter("drover.hub", hub.uri())
        .configurationParameter("drover.artifacts", artifacts.toString())
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "" + (threads > 1))
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "" + threads)
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(threads).failed(0));
  }
}
