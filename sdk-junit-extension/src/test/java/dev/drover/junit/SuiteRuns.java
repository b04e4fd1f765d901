package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.HubClient;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.testing.DroverTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Runs suites against a hub that is configured as users do it, and that is looked at afterwards.
 */
abstract class SuiteRuns {

  private final ReferenceServer hub =
      ReferenceServer.start(ServerOptions.defaults().withMaxVms(20));
  final HubClient observer = HubClient.connect(hub.uri().toString());

  @BeforeEach
  void configureTheHub() {
    System.setProperty("drover.hub", hub.uri().toString());
  }

  @AfterEach
  void closeTheHub() {
    System.clearProperty("drover.hub");
    observer.close();
    hub.close();
  }

  EngineExecutionResults run(Class<?> suite) {
    return run(suite, Map.of());
  }

  EngineExecutionResults run(Class<?> suite, Map<String, String> configuration) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameters(configuration)
        .execute();
  }

  void assertAllVmsGivenBack(EngineExecutionResults results) {
    assertThat(observer.listVms()).isNotEmpty().noneMatch(vm -> vm.testCaseId().isPresent());
    // The check at the end of the suite itself, before the fixture's last sweep.
    results.containerEvents().assertStatistics(stats -> stats.failed(0));
  }

  /** A suite that checks at its end that no VM is held. */
  @DroverTest
  abstract static class Suite {
    @AfterAll
    static void noVmIsHeld(HubClient hub) {
      assertThat(hub.listVms()).isNotEmpty().noneMatch(vm -> vm.testCaseId().isPresent());
    }
  }
}
