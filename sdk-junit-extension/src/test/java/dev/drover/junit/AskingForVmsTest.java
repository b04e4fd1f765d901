package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
import dev.drover.testing.observed.ObservedHub;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Whatever fails while a test's VM is asked for is not the product's failure. */
class AskingForVmsTest {

  private static ObservedHub hub = ObservedHub.withVms(0);

  @BeforeEach
  void startAHub() {
    hub.close();
    hub = ObservedHub.withVms(1);
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void aWishThatNobodyCanGrantSaysWhatToDo() {
    assertFailure(run(WishesInVain.class, hub.uri()), Kind.NO_VM)
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

      assertFailure(run(IsHadByOthers.class, hub.uri()), Kind.NO_VM)
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
    assertFailure(run(NeedsLinux.class, "ws://127.0.0.1:1"), Kind.HUB)
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
    TestExecutionResult result = run(AbortsWithoutHub.class, "ws://127.0.0.1:1");

    assertThat(result.getStatus()).isEqualTo(Status.ABORTED);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.ABORT)
  static class AbortsWithoutHub {
    @Test
    void test(Vm vm) {}
  }

  @Test
  void aHubThatIsLostInATestIsNotTheProductsFailure() {
    assertFailure(run(LosesTheHub.class, hub.uri()), Kind.HUB)
        .hasMessageContaining("LosesTheHub#test");
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
    assertFailure(run(AsksASilentOne.class, hub.uri()), Kind.VM_SILENT)
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

  private static TestExecutionResult run(Class<?> suite, String address) {
    List<TestExecutionResult> results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(suite))
            .configurationParameter("drover.hub", address)
            .configurationParameter("drover.vmTimeout", "20")
            .execute()
            .testEvents()
            .finished()
            .map(event -> event.getRequiredPayload(TestExecutionResult.class))
            .toList();
    assertThat(results).hasSize(1);
    return results.get(0);
  }
}
