package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionState;
import dev.drover.ErrorCodes;
import dev.drover.hub.HubClient;
import dev.drover.hub.LeaseTerms;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint;
import dev.drover.reference.FaultRule;
import dev.drover.reference.PeerRole;
import dev.drover.testing.DroverTest;
import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.InfrastructureFailure.Kind;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.RequiresVm;
import dev.drover.testing.TestCaseId;
import dev.drover.testing.VmSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;

/** Whatever fails while a test's VM is asked for is not the product's failure. */
class AskingForVmsTest extends OnAHub {

  AskingForVmsTest() {
    super(1);
  }

  @Test
  void aWishThatNobodyCanGrantSaysWhatToDo() {
    assertFailure(only(WishesInVain.class), Kind.NO_VM)
        .hasMessageContaining("WishesInVain#test")
        .hasMessageContaining("os=plan9")
        .hasMessageContaining("connect a VM that is as @VmSpec and @RequiresVm wish");
  }

  @DroverTest
  static class WishesInVain {
    @Test
    void test(@VmSpec(labels = "os=plan9") Vm vm) {}
  }

  @Test
  void aTestCaseThatAnotherRunHasSaysWhatToDo() {
    try (HubClient other = HubClient.connect(hub.uri())) {
      LeaseTerms theirs = new LeaseTerms("theirs", "somebody", Duration.ofMinutes(1));
      other.spinUp(TestCase.of("login"), SpinUpOptions.defaults().withLease(theirs));

      assertFailure(only(IsHadByOthers.class), Kind.NO_VM)
          .hasMessageContaining("login")
          .hasMessageContaining("give the test another @TestCaseId");
    }
  }

  @DroverTest
  static class IsHadByOthers {
    @Test
    @TestCaseId("login")
    void test(Vm vm) {}
  }

  @Test
  void aHubThatIsNotThereIsNoReasonToSkipTestsOfAKindOfVm() {
    assertFailure(only(NeedsLinux.class, "ws://127.0.0.1:1"), Kind.HUB)
        .hasMessageContaining("ws://127.0.0.1:1");
  }

  @DroverTest
  @RequiresVm(os = "linux")
  static class NeedsLinux {
    @Test
    void test(Vm vm) {}
  }

  @Test
  void butThePolicyCounts() {
    TestExecutionResult result = only(AbortsWithoutHub.class, "ws://127.0.0.1:1");

    assertThat(result.getStatus()).isEqualTo(Status.ABORTED);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.ABORT)
  static class AbortsWithoutHub {
    @Test
    void test(Vm vm) {}
  }

  @Test
  void aHubThatIsLostInATestIsNotTheProductsFailure() {
    assertFailure(only(LosesTheHub.class), Kind.HUB).hasMessageContaining("LosesTheHub#test");
  }

  @DroverTest
  static class LosesTheHub {
    @Test
    void test(Vm vm, HubClient client) {
      hub.server().faults().inject(FaultRule.of(Fault.cut(), FaultPoint.BEFORE_UPGRADE).always());
      hub.server().faults().cutAll(PeerRole.CLIENT);
      await().until(() -> client.state() != ConnectionState.CONNECTED);
      vm.sendCommand("anything");
    }
  }

  @Test
  void aVmThatIsSilentIsNotTheProductsFailure() {
    assertFailure(only(AsksASilentOne.class), Kind.VM_SILENT)
        .hasMessageContaining("AsksASilentOne#test");
  }

  @DroverTest
  static class AsksASilentOne {
    @Test
    void test(Vm vm) {
      hub.server().vm(vm.id()).onCommand("look").error(ErrorCodes.VM_SILENT, "no answer");
      vm.sendCommand("look");
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(
      TestExecutionResult result, Kind kind) {
    Throwable thrown = result.getThrowable().orElseThrow();
    assertThat(thrown)
        .isInstanceOf(InfrastructureFailure.class)
        .extracting(failure -> ((InfrastructureFailure) failure).kind())
        .isEqualTo(kind);
    return assertThat(thrown);
  }

  private TestExecutionResult only(Class<?> suite) {
    return only(suite, hub.uri());
  }

  private TestExecutionResult only(Class<?> suite, String address) {
    List<TestExecutionResult> results =
        run(Map.of("drover.hub", address), suite)
            .finished()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .toList();
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
