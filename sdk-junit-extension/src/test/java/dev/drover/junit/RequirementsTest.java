package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.RequiresHub;
import dev.drover.testing.RequiresVm;
import dev.drover.testing.VmSpec;
import dev.drover.testing.observed.ObservedHub;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What tests demand of the hub and of their VMs. */
class RequirementsTest {

  private final ObservedHub hub = ObservedHub.withVms(3);

  @BeforeEach
  void labelTheVms() {
    hub.server().vm("vm-2").labels(Map.of("os", "windows", "browser", "edge"));
    hub.server().vm("vm-3").labels(Map.of("os", "linux", "browser", "edge"));
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "embedded, none is configured",
    "ws://127.0.0.1:1, the test requires a hub: the tests' hub is ws://127.0.0.1:1"
  })
  void withoutAHubItsTestsAreSkipped(String address, String reason) {
    EngineExecutionResults results = run(NeedsHub.class, address);

    results.containerEvents().assertStatistics(stats -> stats.skipped(1));
    assertThat(results.containerEvents().skipped().stream())
        .anyMatch(event -> event.getRequiredPayload(String.class).contains(reason));
  }

  @Test
  void withAHubTheyRun() {
    run(NeedsHub.class, hub.uri()).testEvents().assertStatistics(stats -> stats.succeeded(1));
  }

  @DroverTest
  @RequiresHub
  static class NeedsHub {
    @Test
    void passes(Vm vm) {}
  }

  @Test
  void testsOfAKindOfVmHaveOneOrAreSkipped() {
    EngineExecutionResults results = run(NeedsKinds.class, hub.uri());

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).skipped(1).failed(0));
    assertThat(results.testEvents().skipped().stream())
        .anyMatch(event -> event.getRequiredPayload(String.class).contains("a VM with macos"));
  }

  @DroverTest
  static class NeedsKinds {
    @Test
    @RequiresVm(os = "Windows")
    void hasOne(Vm vm) {
      assertThat(vm.id()).isEqualTo("vm-2");
    }

    @Test
    @RequiresVm(os = "macos")
    void hasNone(Vm vm) {}
  }

  @Test
  void parametersHaveTheVmsTheyWishFor() {
    run(Wishes.class, hub.uri())
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1).failed(0));

    hub.assertReleasedOnce(3);
  }

  @DroverTest
  static class Wishes {
    @Test
    void byIdAndByLabels(
        @VmSpec(labels = {"browser=edge", "os=linux"}) Vm linux,
        @VmSpec(id = "vm-1") Vm first,
        @VmSpec(labels = "browser = edge") Vm other) {
      assertThat(linux.id()).isEqualTo("vm-3");
      assertThat(first.id()).isEqualTo("vm-1");
      assertThat(other.id()).isEqualTo("vm-2");
    }
  }

  private static EngineExecutionResults run(Class<?> suite, String hub) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameter("drover.hub", hub)
        .execute();
  }
}
