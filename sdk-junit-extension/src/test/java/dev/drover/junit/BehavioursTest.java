package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.EventfulTest;
import dev.drover.testing.observed.FailurePage;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.util.Collections;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * However a test ends: each VM is released exactly once, and before that, where something failed,
 * all that explains it is captured and written down.
 */
class BehavioursTest {

  private static final String LOOKED = " | 1 screen | $ look → exit 0 done";
  private static final String HUNG = " timed out after 2 | 1 screen | $ hang → unfinished";

  @TempDir Path artifacts = Path.of("");

  static Stream<Arguments> table() {
    //        suite, VMs assigned, tests failed, containers failed, totals of the index, its pages
    return Stream.of(
        cell(Passes.class, 1, 0, 0, "1 passed"),
        cell(FailsAnAssertion.class, 1, 1, 0, "1 failed", "test: its own failure" + LOOKED),
        cell(FailsBeforeAll.class, 1, 0, 1, "1 failed", "@BeforeAll: its own failure" + LOOKED),
        cell(FailsBeforeEach.class, 1, 1, 0, "1 failed", "@BeforeEach: its own failure" + LOOKED),
        cell(FailsAfterEach.class, 1, 1, 0, "1 failed", "@AfterEach: its own failure" + LOOKED),
        cell(
            FailsAfterAll.class,
            1,
            0,
            1,
            "1 passed, 1 failed",
            "@AfterAll: its own failure" + LOOKED),
        cell(
            FailsTwice.class,
            1,
            1,
            0,
            "1 failed",
            "test: its own failure + @AfterEach: in tear-down" + LOOKED),
        cell(
            FailsInConstructor.class, 1, 1, 0, "1 failed", "constructor: its own failure" + LOOKED),
        cell(
            FailsAtConstructorsParameter.class,
            1,
            1,
            0,
            "1 failed",
            "parameters of constructor: No ParameterResolver registered for parameter | 1 screen"),
        cell(
            FailsAtParameter.class,
            1,
            1,
            0,
            "1 failed",
            "parameters of test: No ParameterResolver registered for parameter | 1 screen"),
        cell(
            TimesOut.OnItsThread.class,
            1,
            1,
            0,
            "1 failed",
            "timeout: hangs(dev.drover.hub.Vm)" + HUNG),
        cell(
            TimesOut.OnAnotherThread.class,
            1,
            1,
            0,
            "1 failed",
            "timeout: hangs(dev.drover.hub.Vm)" + HUNG),
        cell(NeedsNoVm.class, 0, 1, 0, "1 passed, 1 failed", "test: its own failure"),
        cell(PreparedByClass.class, 1, 0, 0, "1 passed"),
        cell(Outer.class, 2, 1, 0, "1 passed, 1 failed", "test: its own failure" + LOOKED),
        cell(Parameterized.class, 3, 1, 0, "2 passed, 1 failed", "test: green" + LOOKED),
        cell(Repeated.class, 3, 3, 0, "3 failed", each(3, "test: its own failure" + LOOKED)),
        cell(
            Dynamic.class,
            1,
            2,
            0,
            "1 failed",
            "dynamic test fails: its own failure + dynamic test fails too: its own failure"
                + " | 1 screen | $ anything → exit 0 done, $ look → exit 0 done"
                + ", $ look → exit 0 done"),
        cell(Parallel.class, 8, 8, 0, "8 failed", each(8, "test: its own failure" + LOOKED)),
        cell(SharedByClass.class, 1, 1, 0, "1 passed, 1 failed", "test: its own failure" + LOOKED));
  }

  private static Arguments cell(
      Class<?> suite,
      int assigned,
      int failed,
      int containersFailed,
      String totals,
      String... pages) {
    return arguments(suite, assigned, failed, containersFailed, totals, pages);
  }

  private static String[] each(int number, String page) {
    return Collections.nCopies(number, page).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("table")
  void releasesOnceAfterCapture(
      Class<?> suite,
      int assigned,
      int failed,
      int containersFailed,
      String totals,
      String[] pages) {
    try (ObservedHub hub = ObservedHub.withVms(8)) {
      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(suite))
              .configurationParameter("drover.hub", hub.uri())
              .configurationParameter("drover.artifacts", artifacts.toString())
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
              .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
              .execute();

      results.testEvents().assertStatistics(stats -> stats.failed(failed));
      results.containerEvents().assertStatistics(stats -> stats.failed(containersFailed));
      hub.assertReleasedOnce(assigned, Ended.of(results, suite));
      ReportedRun report = ReportedRun.in(artifacts);
      report.assertTells(totals, pages);
      hub.assertCaptured(report.pages().stream().mapToInt(FailurePage::screens).sum());
    }
  }

  @Test
  void tellsWhatHappenedAroundIt() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Eventful.class))
        .configurationParameter("drover.hub", "embedded")
        .configurationParameter("drover.artifacts", artifacts.toString())
        .execute();

    EventfulTest.assertTold(artifacts);
  }

  @DroverTest
  static class Eventful {
    @Test
    void fails(ReferenceServer server, HubClient hub) {
      EventfulTest.run(server, hub);
    }
  }

  private static void fail(Vm vm) {
    vm.sendCommand("look");
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
      fail(vm);
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class FailsBeforeAll {
    @BeforeAll
    static void fails(Vm vm) {
      fail(vm);
    }

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsBeforeEach {
    @BeforeEach
    void fails(Vm vm) {
      fail(vm);
    }

    @Test
    void neverRuns() {}
  }

  @DroverTest
  static class FailsAfterEach {
    @Test
    void passes(Vm vm) {}

    @AfterEach
    void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class FailsAfterAll {
    @Test
    void passes(Vm vm) {}

    @AfterAll
    static void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest
  static class FailsInConstructor {
    FailsInConstructor(Vm vm) {
      fail(vm);
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
  static class FailsTwice {
    @Test
    void fails(Vm vm) {
      fail(vm);
    }

    @AfterEach
    void failsToo() {
      throw new AssertionError("in tear-down");
    }
  }

  @DroverTest
  static class NeedsNoVm {
    @Test
    void passes() {}

    @Test
    void fails() {
      throw new AssertionError("its own failure");
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class PreparedByClass {
    @BeforeAll
    static void prepares(Vm vm) {
      vm.sendCommand("anything");
    }

    @Test
    void passes(Vm vm) {}
  }

  @DroverTest
  static class Outer {
    @Test
    void passes(Vm vm) {}

    @Nested
    class Inner {
      @Test
      void fails(Vm vm) {
        fail(vm);
      }
    }
  }

  @DroverTest
  static class Parameterized {
    @ParameterizedTest
    @ValueSource(strings = {"red", "green", "blue"})
    void oneFails(String color, Vm vm) {
      if (color.equals("green")) {
        vm.sendCommand("look");
        throw new AssertionError(color);
      }
    }
  }

  @DroverTest
  static class Repeated {
    @RepeatedTest(3)
    void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest
  static class Dynamic {
    @TestFactory
    Stream<DynamicTest> dynamic(Vm vm) {
      return Stream.of(
          dynamicTest("passes", () -> vm.sendCommand("anything")),
          dynamicTest("fails", () -> fail(vm)),
          dynamicTest("fails too", () -> fail(vm)));
    }
  }

  @DroverTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Parallel {
    @RepeatedTest(8)
    void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest(scope = Scope.CLASS)
  static class SharedByClass {
    @Test
    void passes(Vm vm) {}

    @Test
    void fails(Vm vm) {
      fail(vm);
    }
  }
}
