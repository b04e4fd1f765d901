package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Keep;
import dev.drover.testing.observed.HeardLog;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** VMs of failed tests that wait for somebody to look at them. */
class KeptVmsTest {

  @TempDir Path artifacts = Path.of("");

  @Test
  void whereAnnotatedTheVmOfAFailedTestIsKeptToTheEndOfTheRun() {
    List<String> heard = run(Annotated.class, Map.of());

    assertThat(heard).filteredOn(line -> line.contains("drover shell --hub")).hasSize(1);
    assertThat(ReportedRun.in(artifacts).pages())
        .anyMatch(page -> page.notes().contains("is kept"));
  }

  @DroverTest
  @Keep
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Annotated {
    @Test
    @Order(1)
    void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test
    @Order(2)
    @Keep(onFailure = false)
    void failsButIsExcepted(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test
    @Order(3)
    void passes(HubClient hub) {
      assertThat(hub.listVms()).filteredOn(vm -> vm.testCaseId().isPresent()).hasSize(1);
    }
  }

  @Test
  void whereConfiguredTheVmOfAnyFailedTestIsKept() {
    List<String> heard = run(Plain.class, Map.of("drover.onFailure", "hold"));

    assertThat(heard).filteredOn(line -> line.contains("drover shell --hub")).hasSize(1);
  }

  @DroverTest
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Plain {
    @Test
    @Order(1)
    void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test
    @Order(2)
    void passes(Vm vm, HubClient hub) {
      assertThat(hub.listVms()).filteredOn(one -> one.testCaseId().isPresent()).hasSize(2);
    }
  }

  private List<String> run(Class<?> suite, Map<String, String> more) {
    try (ObservedHub hub = ObservedHub.withVms(3)) {
      List<String> heard =
          HeardLog.during(
              "dev.drover.testing",
              () ->
                  EngineTestKit.engine("junit-jupiter")
                      .selectors(selectClass(suite))
                      .configurationParameter("drover.hub", hub.uri())
                      .configurationParameter("drover.artifacts", artifacts.toString())
                      .configurationParameter("drover.holdFor", "0")
                      .configurationParameters(more)
                      .execute()
                      .testEvents()
                      .assertStatistics(stats -> stats.succeeded(1)));
      hub.assertReleasedOnce(2);
      return heard;
    }
  }
}
