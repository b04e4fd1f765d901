package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.InfrastructureFailure.Kind;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.observed.FailurePage;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testng.annotations.Test;

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

  @org.junit.jupiter.api.Test
  void aLostVmIsAnInfrastructureFailure() {
    NgRun run = run(LosesItsVm.class);

    assertThat(run.failed().get(0).getThrowable())
        .isInstanceOf(InfrastructureFailure.class)
        .hasMessageContaining("LosesItsVm#asks")
        .extracting(e -> ((InfrastructureFailure) e).kind())
        .isEqualTo(Kind.VM_LOST);
    assertThat(ReportedRun.in(artifacts).pages())
        .extracting(FailurePage::verdict)
        .singleElement()
        .asString()
        .contains("infrastructure", "could not be judged (VM_LOST)");
  }

  @DroverTest
  public static class LosesItsVm {
    @Test
    public void asks(Vm vm) {
      askLost(vm);
    }
  }

  @org.junit.jupiter.api.Test
  void itCanCountAsSkipped() {
    NgRun run = run(SkipsWithoutVm.class);

    assertThat(run.failed()).isEmpty();
    assertThat(run.skipped().get(0).getThrowable()).isInstanceOf(InfrastructureFailure.class);
    assertThat(ReportedRun.in(artifacts).totals()).isEqualTo("1 aborted");
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.ABORT)
  public static class SkipsWithoutVm {
    @Test
    public void asks(Vm vm) {
      askLost(vm);
    }
  }

  @org.junit.jupiter.api.Test
  void itCanBeTriedAgainWithAnotherVm() {
    NgRun run = run(TriesAgain.class);

    assertThat(run.passed()).hasSize(1);
    assertThat(run.failed()).isEmpty();
    assertThat(attempts).isEqualTo(2);
    assertThat(hub.uses()).extracting(ObservedHub.Use::vmId).doesNotHaveDuplicates().hasSize(2);
    assertThat(ReportedRun.in(artifacts).totals()).isEqualTo("1 passed, 1 retried");
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  public static class TriesAgain {
    @Test
    public void asksTwice(Vm vm) {
      if (++attempts == 1) {
        askLost(vm);
      }
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @org.junit.jupiter.api.Test
  void theProductsFailureIsNotTriedAgain() {
    NgRun run = run(FailsByItself.class);

    assertThat(run.failed().get(0).getThrowable()).hasMessage("its own failure");
    assertThat(attempts).isEqualTo(1);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  public static class FailsByItself {
    @Test
    public void fails(Vm vm) {
      attempts++;
      throw new AssertionError("its own failure");
    }
  }

  private static void askLost(Vm vm) {
    hub.server().vm(vm.id()).disconnect();
    vm.sendCommand("anything");
  }

  private NgRun run(Class<?> suite) {
    return NgRun.of(
        Map.of("drover.hub", hub.uri(), "drover.artifacts", artifacts.toString()), 1, suite);
  }
}
