package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** VMs that the tests of a class, or of the run, share; also when one is lost. */
class SharedVmsTest extends OnAHub {

  private static final List<String> USED = new CopyOnWriteArrayList<>();

  SharedVmsTest() {
    super(3);
  }

  @BeforeEach
  void forgetTheRunBefore() {
    USED.clear();
  }

  @Test
  void aVmThatATestLostIsReplacedForTheNext() {
    run(LosesIt.class).assertStatistics(stats -> stats.failed(1).succeeded(2));

    assertThat(USED.get(1)).isNotEqualTo(USED.get(0)).isEqualTo(USED.get(2));
  }

  @DroverTest(scope = Scope.CLASS)
  @TestMethodOrder(MethodName.class)
  static class LosesIt {
    @Test
    void a(Vm vm) {
      lose(vm);
      vm.sendCommand("anything");
    }

    @Test
    void b(Vm vm) {
      use(vm);
    }

    @Test
    void c(Vm vm) {
      use(vm);
    }
  }

  @Test
  void aVmThatIsLostBetweenTestsIsReplaced() {
    run(IsLostBetween.class).assertStatistics(stats -> stats.failed(0).succeeded(2));

    assertThat(USED).doesNotHaveDuplicates().hasSize(2);
    assertThat(hub.uses()).hasSize(2);
  }

  @DroverTest(scope = Scope.CLASS)
  @TestMethodOrder(MethodName.class)
  static class IsLostBetween {
    @Test
    void a(Vm vm) {
      lose(vm);
    }

    @Test
    void b(Vm vm) {
      use(vm);
    }
  }

  @Test
  void aVmThatIsSilentIsReplaced() {
    run(GoesSilent.class).assertStatistics(stats -> stats.failed(1).succeeded(1));

    assertThat(USED).doesNotHaveDuplicates().hasSize(2);
    hub.assertReleasedOnce(2);
  }

  @DroverTest(scope = Scope.CLASS)
  @TestMethodOrder(MethodName.class)
  static class GoesSilent {
    @Test
    void a(Vm vm) {
      USED.add(vm.id());
      hub.server()
          .vm(vm.id())
          .onCommand(line -> true)
          .error(ErrorCodes.VM_SILENT, "it does not answer");
      vm.sendCommand("anything");
    }

    @Test
    void b(Vm vm) {
      use(vm);
    }
  }

  @Test
  void aTestThatIsTriedAgainHasAnother() {
    run(TriesAgain.class).assertStatistics(stats -> stats.failed(0).succeeded(1));

    assertThat(USED).doesNotHaveDuplicates().hasSize(2);
  }

  @DroverTest(scope = Scope.CLASS, onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class TriesAgain {
    @Test
    void losesItOnce(Vm vm) {
      if (USED.isEmpty()) {
        lose(vm);
        vm.sendCommand("anything");
      }
      use(vm);
    }
  }

  @Test
  void whatTheClassHasPreparedIsNotTriedAgainUnprepared() {
    run(WasPrepared.class).assertStatistics(stats -> stats.failed(1));

    assertThat(USED).hasSize(1);
  }

  @DroverTest(scope = Scope.CLASS, onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class WasPrepared {
    @BeforeAll
    static void prepare(Vm vm) {}

    @Test
    void losesIt(Vm vm) {
      lose(vm);
      vm.sendCommand("anything");
    }
  }

  @Test
  void theRunSharesOneToo() {
    run(OneOfTheRun.class, AnotherOfTheRun.class)
        .assertStatistics(stats -> stats.failed(0).succeeded(3));

    assertThat(USED).hasSize(3).containsOnly(USED.get(0));
    hub.assertReleasedOnce(1);
  }

  @DroverTest(scope = Scope.SUITE)
  static class OneOfTheRun {
    @BeforeAll
    static void before(Vm vm) {
      use(vm);
    }

    @Test
    void one(Vm vm) {
      use(vm);
    }

    @Test
    void none(HubClient client) {
      assertThat(client.listVms()).filteredOn(vm -> vm.testCaseId().isPresent()).hasSize(1);
    }
  }

  @DroverTest(scope = Scope.SUITE)
  static class AnotherOfTheRun {
    @Test
    void one(Vm vm) {
      use(vm);
    }
  }

  private static void use(Vm vm) {
    USED.add(vm.id());
    assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
  }

  private static void lose(Vm vm) {
    USED.add(vm.id());
    hub.server().vm(vm.id()).disconnect();
    assertThatThrownBy(() -> vm.sendCommand("anything")).isInstanceOf(RemoteException.class);
  }
}
