package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.RemoteException;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.InfrastructureFailure.Kind;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.observed.FailurePage;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

/** A test that could not be judged is told apart from one that failed. */
class VerdictsTest {

  private static ObservedHub hub = ObservedHub.withVms(0);
  private static int attempts;

  @TempDir Path artifacts = Path.of("");

  @BeforeEach
  void startAHub() {
    hub.close();
    hub = ObservedHub.withVms(2);
    attempts = 0;
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void aLostVmIsAnInfrastructureFailure() {
    TestExecutionResult result = run(LosesItsVm.class).get(0);

    assertThat(result.getThrowable().orElseThrow())
        .isInstanceOf(InfrastructureFailure.class)
        .hasMessageContaining("LosesItsVm#asks")
        .hasCauseInstanceOf(RemoteException.class)
        .extracting(e -> ((InfrastructureFailure) e).kind())
        .isEqualTo(Kind.VM_LOST);
  }

  @DroverTest
  static class LosesItsVm {
    @Test
    void asks(Vm vm) {
      askLost(vm);
    }
  }

  @Test
  void itCanCountAsAborted() {
    TestExecutionResult result = run(AbortsWithoutVm.class).get(0);

    assertThat(result.getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
    assertThat(result.getThrowable().orElseThrow())
        .isInstanceOf(TestAbortedException.class)
        .hasCauseInstanceOf(InfrastructureFailure.class);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.ABORT)
  static class AbortsWithoutVm {
    @Test
    void asks(Vm vm) {
      askLost(vm);
    }
  }

  @Test
  void itCanBeTriedAgainWithAnotherVm() {
    List<TestExecutionResult> results = run(TriesAgain.class);

    assertThat(results)
        .extracting(TestExecutionResult::getStatus)
        .containsExactly(TestExecutionResult.Status.SUCCESSFUL);
    assertThat(attempts).isEqualTo(2);
    assertThat(hub.uses()).extracting(ObservedHub.Use::vmId).doesNotHaveDuplicates().hasSize(2);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class TriesAgain {
    @Test
    void asksTwice(Vm vm) {
      if (++attempts == 1) {
        askLost(vm);
      }
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @Test
  void thePageOfASecondAttemptHasWhatThatDid() {
    run(FailsAtTheSecondAttempt.class);

    assertThat(ReportedRun.in(artifacts).pages())
        .extracting(FailurePage::story)
        .contains("test: its own failure | 1 screen | $ look → exit 0 done");
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class FailsAtTheSecondAttempt {
    @Test
    void asks(Vm vm, HubClient client) {
      if (++attempts == 1) {
        askLost(vm);
      }
      client.vm(vm.id()).sendCommand("look");
      throw new AssertionError("its own failure");
    }
  }

  @Test
  void whatWasSetUpIsNotTriedAgainWithoutSetUp() {
    TestExecutionResult result = run(WasSetUp.class).get(0);

    assertThat(result.getThrowable().orElseThrow()).isInstanceOf(InfrastructureFailure.class);
    assertThat(attempts).isEqualTo(1);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class WasSetUp {
    @BeforeEach
    void prepare(Vm vm) {}

    @Test
    void asks(Vm vm) {
      attempts++;
      askLost(vm);
    }
  }

  @Test
  void theProductsFailureIsNeitherAbortedNorTriedAgain() {
    TestExecutionResult result = run(FailsByItself.class).get(0);

    assertThat(result.getThrowable().orElseThrow()).hasMessage("its own failure");
    assertThat(attempts).isEqualTo(1);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class FailsByItself {
    @Test
    void fails(Vm vm) {
      attempts++;
      throw new AssertionError("its own failure");
    }
  }

  @Test
  void anExhaustedQuotaSaysWhatTheHubSaid() {
    try (HubClient other = HubClient.connect(hub.uri())) {
      other.spinUp(List.of(TestCase.of("theirs"), TestCase.of("also-theirs")));

      TestExecutionResult result = run(LosesItsVm.class).get(0);

      assertThat(result.getThrowable().orElseThrow())
          .isInstanceOf(InfrastructureFailure.class)
          .hasMessageContaining("number 1 of 1 in the queue; in use: none by this run")
          .hasMessageContaining("drover.vmTimeout")
          .extracting(e -> ((InfrastructureFailure) e).kind())
          .isEqualTo(Kind.NO_VM);
    }
  }

  private static void askLost(Vm vm) {
    hub.server().vm(vm.id()).disconnect();
    vm.sendCommand("anything");
  }

  private List<TestExecutionResult> run(Class<?> suite) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameter("drover.hub", hub.uri())
        .configurationParameter("drover.vmTimeout", "1")
        .configurationParameter("drover.artifacts", artifacts.toString())
        .execute()
        .testEvents()
        .finished()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .toList();
  }
}
