package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.drover.execution.ExecutionClient;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewFrame;
import dev.drover.execution.PreviewQuality;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ObservedHub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Executions and screens that tests watch. */
class ExecutionParametersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<ExecutionClient> GIVEN = new CopyOnWriteArrayList<>();

  @TempDir Path artifacts = Path.of("");

  @Test
  void theEmbeddedServerHasAnExecutionForEachTest() {
    GIVEN.clear();

    run(Watches.class, Map.of("drover.hub", "embedded"))
        .assertStatistics(stats -> stats.succeeded(2).failed(0));

    assertThat(GIVEN).extracting(ExecutionClient::executionId).doesNotHaveDuplicates().hasSize(2);
    assertThat(GIVEN).extracting(client -> client.state().name()).containsOnly("CLOSED");
  }

  @DroverTest
  static class Watches {
    @Test
    void hearsItsEnd(ReferenceServer server, ExecutionClient execution) {
      GIVEN.add(execution);

      server.execution(execution.executionId()).complete();

      assertThat(execution.awaitCompletion(PATIENCE)).isNotNull();
    }

    @Test
    void seesItsVm(Vm vm, Preview preview, ExecutionClient execution) {
      GIVEN.add(execution);

      PreviewFrame frame = preview.awaitFrame(any -> true, PATIENCE);

      assertThat(frame.jpeg()).isNotEmpty();
      assertThat(preview.deviceId()).isEqualTo(vm.id());
      assertThat(preview.quality()).isEqualTo(PreviewQuality.MEDIUM);
    }
  }

  @Test
  void anotherServersExecutionIsTheOneThatIsNamed() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      String id = UUID.randomUUID().toString();
      hub.server().execution(id).device("vm-1");

      run(Follows.class, Map.of("drover.hub", hub.uri(), "drover.executionId", id))
          .assertStatistics(stats -> stats.succeeded(1).failed(0));
    }
  }

  @DroverTest
  static class Follows {
    @Test
    void theNamedOne(ExecutionClient execution, Vm vm, Preview preview) {
      assertThat(preview.awaitFrame(any -> true, PATIENCE).jpeg()).isNotEmpty();
      assertThat(preview.deviceId()).isEqualTo(vm.id());
      assertThat(execution.snapshot()).isNotNull();
    }
  }

  @Test
  void whereNoneIsNamedTheTestFailsSayingSo() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      run(Follows.class, Map.of("drover.hub", hub.uri()))
          .assertThatEvents()
          .haveExactly(
              1, finishedWithFailure(message(text -> text.contains("drover.executionId"))));
    }
  }

  private Events run(Class<?> suite, Map<String, String> settings) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameters(settings)
        .configurationParameter("drover.artifacts", artifacts.toString())
        .execute()
        .testEvents();
  }
}
