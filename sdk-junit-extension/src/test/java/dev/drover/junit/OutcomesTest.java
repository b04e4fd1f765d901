package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** However a test ends, its VMs are given back. */
@DisabledOnOs(OS.WINDOWS)
class OutcomesTest extends SuiteRuns {

  private static final Set<String> TEST_CASES = ConcurrentHashMap.newKeySet();
  private static final CountDownLatch ALL_TWENTY = new CountDownLatch(20);

  @Test
  void passing() {
    EngineExecutionResults results = run(Passing.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class Passing extends Suite {
    @Test
    void runsARealCommand(Vm vm) {
      assertThat(vm.sendCommand("echo $((6 * 7))").output()).isEqualTo("42\n");
    }
  }

  @Test
  void failing() {
    EngineExecutionResults results = run(Failing.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message("its own failure")));
    assertAllVmsGivenBack(results);
  }

  static class Failing extends Suite {
    @Test
    void fails(Vm first, Vm second) {
      throw new IllegalStateException("its own failure");
    }
  }

  @Test
  void failingInSetUp() {
    EngineExecutionResults results = run(FailingInSetUp.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message("set-up failed")));
    assertAllVmsGivenBack(results);
  }

  static class FailingInSetUp extends Suite {
    @BeforeEach
    void setUp(Vm vm) {
      throw new IllegalStateException("set-up failed");
    }

    @Test
    void neverRuns(Vm vm) {
      throw new AssertionError("ran after its set-up had failed");
    }
  }

  @Test
  void failingInTearDown() {
    EngineExecutionResults results = run(FailingInTearDown.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message("tear-down failed")));
    assertAllVmsGivenBack(results);
  }

  static class FailingInTearDown extends Suite {
    @Test
    void needsNoVm() {}

    @AfterEach
    void tearDown(Vm vm) {
      throw new IllegalStateException("tear-down failed");
    }
  }

  @Test
  void nested() {
    EngineExecutionResults results = run(Outer.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class Outer extends Suite {
    @BeforeEach
    void prepare(Vm vm) {
      vm.sendCommand("echo prepared > state");
    }

    @Test
    void outside(Vm vm) {
      assertThat(vm.sendCommand("cat state").output()).isEqualTo("prepared\n");
    }

    @Nested
    class Inner {
      @Test
      void inside(Vm vm) {
        assertThat(vm.sendCommand("cat state").output()).isEqualTo("prepared\n");
      }
    }
  }

  @Test
  void parameterizedRepeatedAndDynamic() {
    TEST_CASES.clear();

    EngineExecutionResults results = run(Templates.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(7).failed(0));
    assertThat(TEST_CASES).hasSize(6);
    assertAllVmsGivenBack(results);
  }

  static class Templates extends Suite {
    @ParameterizedTest
    @ValueSource(strings = {"red", "green"})
    void parameterized(String word, Vm vm, TestCase testCase) {
      TEST_CASES.add(testCase.id());
      assertThat(vm.sendCommand("echo " + word).output()).isEqualTo(word + "\n");
    }

    @RepeatedTest(3)
    void repeated(TestCase testCase, Vm vm) {
      TEST_CASES.add(testCase.id());
      assertThat(vm.sendCommand("true").isSuccess()).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> dynamic(TestCase testCase, Vm vm) {
      TEST_CASES.add(testCase.id());
      return Stream.of("one", "two")
          .map(name -> dynamicTest(name, () -> vm.sendCommand("echo " + name)));
    }
  }

  @Test
  void twentyAtOnce() {
    Map<String, String> parallel =
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "20");

    EngineExecutionResults results = run(Parallel.class, parallel);

    results.testEvents().assertStatistics(stats -> stats.succeeded(20).failed(0));
    assertThat(observer.listVms()).hasSizeGreaterThanOrEqualTo(20);
    assertAllVmsGivenBack(results);
  }

  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel extends Suite {
    @RepeatedTest(20)
    void eachHasItsOwn(Vm vm) throws InterruptedException {
      vm.sendCommand("echo mine >> state");
      ALL_TWENTY.countDown();
      assertThat(ALL_TWENTY.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(vm.sendCommand("cat state").output()).isEqualTo("mine\n");
    }
  }

  @Test
  void timingOut() {
    EngineExecutionResults results = run(TimingOut.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(2, finishedWithFailure(instanceOf(TimeoutException.class)));
    assertAllVmsGivenBack(results);
  }

  static class TimingOut extends Suite {
    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void onAThreadOfItsOwn(Vm vm) {
      vm.sendCommand("sleep 60");
    }

    @Test
    @Timeout(value = 300, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SAME_THREAD)
    void onTheSameThread(Vm vm) {
      vm.sendCommand("sleep 60");
    }
  }

  @Test
  void leavingItsThreadInterrupted() {
    EngineExecutionResults results = run(Interrupting.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class Interrupting extends Suite {
    @Test
    void interruptsItself(Vm vm) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void disabledAndAborted() {
    EngineExecutionResults results = run(Skipped.class);

    results.testEvents().assertStatistics(stats -> stats.skipped(1).aborted(1).failed(0));
    assertThat(observer.listVms()).isEmpty();
  }

  @DroverTest
  static class Skipped {
    @Test
    @EnabledIfSystemProperty(named = "no.such.property", matches = ".*")
    void disabled(Vm vm) {
      throw new AssertionError("ran though disabled");
    }

    @Test
    void abortedBeforeItNeedsAVm() {
      assumeTrue(false);
    }
  }
}
