package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.ObservedHub;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * However a test ends: each VM is released exactly once, and before that, where something failed, a
 * picture is taken of it.
 */
class BehavioursTest {

  static Stream<Arguments> table() {
    //        suite, VMs assigned, of these captured, tests failed, containers failed
    return Stream.of(
        arguments(Passes.class, 1, 0, 0, 0),
        arguments(FailsAnAssertion.class, 1, 1, 1, 0),
        arguments(FailsBeforeAll.class, 1, 1, 0, 1),
        arguments(FailsBeforeEach.class, 1, 1, 1, 0),
        arguments(FailsAfterEach.class, 1, 1, 1, 0),
        arguments(FailsAfterAll.class, 1, 1, 0, 1),
        arguments(FailsInConstructor.class, 1, 1, 1, 0),
        arguments(FailsAtConstructorsParameter.class, 1, 1, 1, 0),
        arguments(FailsAtParameter.class, 1, 1, 1, 0),
        arguments(TimesOutOnItsThread.class, 1, 1, 1, 0),
        arguments(TimesOutOnAnotherThread.class, 1, 1, 1, 0),
        arguments(Outer.class, 2, 1, 1, 0),
        arguments(Parameterized.class, 3, 1, 1, 0),
        arguments(Repeated.class, 3, 3, 3, 0),
        arguments(Dynamic.class, 1, 1, 1, 0),
        arguments(Parallel.class, 8, 8, 8, 0),
        arguments(SharedByClass.class, 1, 1, 1, 0));
  }

  @ParameterizedTest
  @MethodSource("table")
  void releasesOnceAfterCapture(
      Class<?> suite, int assigned, int captured, int failed, int containersFailed) {
    try (ObservedHub hub = ObservedHub.withVms(8)) {
      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(suite))
              .configurationParameter("drover.hub", hub.uri())
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
              .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
              .execute();

      results.testEvents().assertStatistics(stats -> stats.failed(failed));
      results.containerEvents().assertStatistics(stats -> stats.failed(containersFailed));
      hub.assertReleasedOnce(assigned);
      hub.assertCaptured(captured);
    }
  }

  private static void fail() {
    throw new AssertionError("its own failure");
  }

  @DroverTest
  static class Passes {
    @Test
    void passes(Vm vm) {
      assertThat(vm.sendCommand("anything").output()).isEqualTo("done\n");
    }
  }

  @DroverTest
  static class FailsAnAssertion {
    @Test
    void fails(Vm vm) {
      fail();
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class FailsBeforeAll {
    @BeforeAll
    static void fails(Vm vm) {
      fail();
    }

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsBeforeEach {
    @BeforeEach
    void fails(Vm vm) {
      fail();
    }

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsAfterEach {
    @Test
    void passes(Vm vm) {}

    @AfterEach
    void fails() {
      fail();
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class FailsAfterAll {
    @Test
    void passes(Vm vm) {}

    @AfterAll
    static void fails(Vm vm) {
      fail();
    }
  }

  @DroverTest
  static class FailsInConstructor {
    FailsInConstructor(Vm vm) {
      fail();
    }

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsAtConstructorsParameter {
    FailsAtConstructorsParameter(Vm vm, Runnable nobodyHasThat) {}

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsAtParameter {
    @Test
    void neverRuns(Vm vm, Runnable nobodyHasThat) {}
  }

  @DroverTest
  static class TimesOutOnItsThread {
    @Test
    @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
    void hangs(Vm vm) {
      vm.sendCommand("hang");
    }
  }

  @DroverTest
  static class TimesOutOnAnotherThread {
    @Test
    @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void hangs(Vm vm) {
      vm.sendCommand("hang");
    }
  }

  @DroverTest
  static class Outer {
    @Test
    void passes(Vm vm) {}

    @Nested
    class Inner {
      @Test
      void fails(Vm vm) {
        fail();
      }
    }
  }

  @DroverTest
  static class Parameterized {
    @ParameterizedTest
    @ValueSource(strings = {"red", "green", "blue"})
    void oneFails(String color, Vm vm) {
      assertThat(color).isNotEqualTo("green");
    }
  }

  @DroverTest
  static class Repeated {
    @RepeatedTest(3)
    void fails(Vm vm) {
      fail();
    }
  }

  @DroverTest
  static class Dynamic {
    @TestFactory
    Stream<DynamicTest> dynamic(Vm vm) {
      return Stream.of(
          dynamicTest("passes", () -> vm.sendCommand("anything")),
          dynamicTest("fails", BehavioursTest::fail));
    }
  }

  @DroverTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {
    @RepeatedTest(8)
    void fails(Vm vm) {
      vm.sendCommand("anything");
      fail();
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class SharedByClass {
    @Test
    void passes(Vm vm) {}

    @Test
    void fails(Vm vm) {
      fail();
    }
  }
}
