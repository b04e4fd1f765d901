package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ErrorCodes;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Keep;
import dev.drover.testing.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** VMs of a pool go from test to test, unless a test has left something on one. */
class WarmVmsTest extends OnAHub {

  private static final List<Long> PIDS = new CopyOnWriteArrayList<>();

  WarmVmsTest() {
    super(3);
  }

  @BeforeEach
  void forgetTheRunBefore() {
    PIDS.clear();
  }

  @Test
  void aVmThatIsDoneGoesToTheNextTest() {
    run(Finishes.class).assertStatistics(stats -> stats.succeeded(2));

    hub.assertReleasedOnce(1);
  }

  @DroverTest(pool = 1)
  static class Finishes {
    @Test
    void one(Vm vm) {
      CommandHandle command = vm.startCommand("anything");
      command.await();
    }

    @Test
    void two(Vm vm) {
      vm.sendCommand("anything");
    }
  }

  @Test
  void aVmOnWhichACommandStillRunsDoesNot() {
    run(LeavesOneBehind.class).assertStatistics(stats -> stats.succeeded(2));

    hub.assertReleasedOnce(2);
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class LeavesOneBehind {
    @Test
    void a(Vm vm) {
      vm.startCommand("hang");
    }

    @Test
    void b(Vm vm) {}
  }

  @Test
  void norOneWhoseCommandATestWouldNotWaitFor() {
    run(TimesOut.class).assertStatistics(stats -> stats.failed(1).succeeded(1));

    hub.assertReleasedOnce(2);
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class TimesOut {
    @Test
    @Timeout(3)
    void a(Vm vm) {
      vm.sendCommand("hang");
    }

    @Test
    void b(Vm vm) {}
  }

  @Test
  void norOneThatAClassLeftSo() {
    run(InTurn.class).assertStatistics(stats -> stats.succeeded(3));

    hub.assertReleasedOnce(2);
  }

  @TestClassOrder(ClassOrderer.ClassName.class)
  static class InTurn {
    @Nested
    @DroverTest(pool = 1, scope = Scope.CLASS)
    @TestMethodOrder(MethodName.class)
    class First {
      @Test
      void a(Vm vm) {
        vm.startCommand("hang");
      }

      @Test
      void b(Vm vm) {
        assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
      }
    }

    @Nested
    @DroverTest(pool = 1)
    class Second {
      @Test
      void c(Vm vm) {}
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatARealOneStillRunsIsStopped() {
    run(Map.of("drover.hub", "embedded"), LeavesAProcess.class)
        .assertStatistics(stats -> stats.succeeded(2));
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class LeavesAProcess {
    @Test
    void a(Vm vm) {
      CommandHandle command = vm.startCommand("echo $$; exec sleep 600");
      command.onOutput(piece -> PIDS.add(Long.valueOf(piece.text().strip())));
      await().atMost(Duration.ofSeconds(30)).until(() -> !PIDS.isEmpty());
      assertThat(isAlive()).isTrue();
    }

    @Test
    void b(Vm vm) {
      await().atMost(Duration.ofSeconds(30)).until(() -> !isAlive());
    }

    private static boolean isAlive() {
      return ProcessHandle.of(PIDS.get(0)).filter(ProcessHandle::isAlive).isPresent();
    }
  }

  @Test
  void oneThatIsKeptLeavesItsPlace() {
    run(KeepsOne.class).assertStatistics(stats -> stats.failed(1).succeeded(1));

    hub.assertReleasedOnce(2);
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class KeepsOne {
    @Test
    @Keep
    void a(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test
    void b(Vm vm, HubClient client) {
      assertThat(client.listVms()).filteredOn(one -> one.testCaseId().isPresent()).hasSize(2);
    }
  }

  @Test
  void aSuspectHasToAnswerBeforeItIsUsedAgain() {
    hub.server().vm("vm-2").disconnect();
    hub.server().vm("vm-3").disconnect();

    run(IsSilentForAWhile.class).assertStatistics(stats -> stats.failed(1).succeeded(1));

    assertThat(hub.server().vm("vm-1").commands()).containsExactly("anything", "true", "other");
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class IsSilentForAWhile {
    @Test
    void a(Vm vm) {
      hub.server()
          .vm(vm.id())
          .onCommand("anything")
          .error(ErrorCodes.VM_SILENT, "it does not answer");
      vm.sendCommand("anything");
    }

    @Test
    void b(Vm vm) {
      vm.sendCommand("other");
    }
  }
}
