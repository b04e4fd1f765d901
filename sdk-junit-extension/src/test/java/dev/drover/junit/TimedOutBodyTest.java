package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.OnInfrastructureFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.Events;

/** A test that timed out, whose body does not heed that and goes on. */
class TimedOutBodyTest extends OnAHub {

  private static final List<Vm> USED = new CopyOnWriteArrayList<>();
  private static CountDownLatch nextHasIt = new CountDownLatch(1);
  private static CompletableFuture<Boolean> late = new CompletableFuture<>();

  TimedOutBodyTest() {
    super(1);
  }

  @ParameterizedTest
  @ValueSource(classes = {OnAnotherThread.class, OnTheSameThread.class})
  void doesNotDriveTheVmOfTheNextTest(Class<?> suite) {
    USED.clear();
    nextHasIt = new CountDownLatch(1);
    late = new CompletableFuture<>();

    run(suite).assertStatistics(stats -> stats.failed(1).succeeded(1));

    assertThat(USED).extracting(Vm::id).containsExactly("vm-1", "vm-1");
    assertThat(late).isCompletedExceptionally();
    assertThat(hub.server().vm("vm-1").commands()).containsExactly("first", "next");
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class OnAnotherThread {
    @Test
    @Timeout(value = 1, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void a(Vm vm) {
      begin(vm);
      goOn(vm);
    }

    @Test
    void b(Vm vm) {
      next(vm);
    }
  }

  @DroverTest(pool = 1)
  @TestMethodOrder(MethodName.class)
  static class OnTheSameThread {
    @Test
    @Timeout(value = 1, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SAME_THREAD)
    void a(Vm vm) throws InterruptedException {
      begin(vm);
      // What a test starts on threads of its own outlives it in either mode.
      CompletableFuture.runAsync(() -> goOn(vm));
      new CountDownLatch(1).await();
    }

    @Test
    void b(Vm vm) {
      next(vm);
    }
  }

  @Test
  void aSecondAttemptHasWhatIsLeftOfTheFirstOnesTime() {
    Events events = run(Map.of("drover.vmTimeout", "600"), LosesTheOnlyVm.class);

    events.assertStatistics(stats -> stats.failed(1));
    events
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(instanceOf(TimeoutException.class)));
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  static class LosesTheOnlyVm {
    @Test
    @Timeout(value = 3, unit = TimeUnit.SECONDS)
    void a(Vm vm) {
      hub.server().vm(vm.id()).disconnect();
      vm.sendCommand("anything");
    }
  }

  private static void begin(Vm vm) {
    USED.add(vm);
    vm.sendCommand("first");
  }

  private static void goOn(Vm vm) {
    boolean waits = true;
    while (waits) {
      try {
        nextHasIt.await();
        waits = false;
      } catch (InterruptedException e) {
        // That is how a test ignores its timeout.
      }
    }
    try {
      late.complete(vm.sendCommand("late").isSuccess());
    } catch (RuntimeException e) {
      late.completeExceptionally(e);
    }
  }

  private static void next(Vm vm) {
    USED.add(vm);
    nextHasIt.countDown();
    try {
      late.join();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("the test that had it has ended");
    }
    vm.sendCommand("next");
  }
}
