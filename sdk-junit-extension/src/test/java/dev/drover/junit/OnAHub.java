package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.HubClient;
import dev.drover.testing.observed.ObservedHub;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs suites, in the order of their names, against a hub that is looked at meanwhile. */
abstract class OnAHub {

  /** That of the test that runs: suites are static, and not given it. */
  static ObservedHub hub = ObservedHub.withVms(0);

  @TempDir Path artifacts = Path.of("");

  private final int vms;

  OnAHub(int vms) {
    this.vms = vms;
  }

  @BeforeEach
  void startAHub() {
    hub.close();
    hub = ObservedHub.withVms(vms);
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  Events run(Class<?>... suites) {
    return run(Map.of(), suites);
  }

  Events run(Map<String, String> settings, Class<?>... suites) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(
            Arrays.stream(suites)
                .map(suite -> selectClass(suite))
                .toArray(DiscoverySelector[]::new))
        .configurationParameter("drover.hub", hub.uri())
        .configurationParameter("drover.vmTimeout", "20")
        .configurationParameter("drover.holdFor", "0")
        .configurationParameter("drover.artifacts", artifacts.toString())
        .configurationParameter(
            "junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
        .configurationParameters(settings)
        .execute()
        .testEvents();
  }

  static void assertHeld(int number) {
    try (HubClient client = HubClient.connect(hub.uri())) {
      assertThat(client.listVms()).filteredOn(vm -> vm.testCaseId().isPresent()).hasSize(number);
    }
  }
}
