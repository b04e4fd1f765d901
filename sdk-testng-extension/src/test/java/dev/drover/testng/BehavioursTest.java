package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.EventfulTest;
import dev.drover.testing.observed.FailurePage;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.ReportedRun;
import dev.drover.testng.FailuresAround.AfterTests;
import dev.drover.testng.FailuresAround.AfterTheClass;
import dev.drover.testng.FailuresAround.AfterTheGroup;
import dev.drover.testng.FailuresAround.AfterTheMethod;
import dev.drover.testng.FailuresAround.AfterTheSharingClass;
import dev.drover.testng.FailuresAround.AfterTheSuite;
import dev.drover.testng.FailuresAround.AtData;
import dev.drover.testng.FailuresAround.AtParameter;
import dev.drover.testng.FailuresAround.AtTearDownsParameter;
import dev.drover.testng.FailuresAround.BeforeTests;
import dev.drover.testng.FailuresAround.BeforeTheClass;
import dev.drover.testng.FailuresAround.BeforeTheGroup;
import dev.drover.testng.FailuresAround.BeforeTheMethod;
import dev.drover.testng.FailuresAround.BeforeTheSuite;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.TestNGException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Factory;
import org.testng.annotations.Test;

/**
 * However a test ends: each VM is released exactly once, and before that, where something failed,
 * all that explains it is captured and written down.
 */
class BehavioursTest {

  private static final String LOOKED = " | 1 screen | $ look → exit 0 done";
  private static final String ITS_OWN = "test: its own failure" + LOOKED;

  @TempDir Path artifacts = Path.of("");

  static Stream<Arguments> table() {
    //        suite, VMs assigned, tests passed, failed, skipped, totals of the index, its pages
    return Stream.of(
        cell(Passes.class, 1, 1, 0, 0, "1 passed"),
        cell(FailsAnAssertion.class, 1, 0, 1, 0, "1 failed", ITS_OWN),
        cell(BeforeTheSuite.class, 0, 0, 0, 1, "1 failed, 1 skipped", "@BeforeSuite: in set-up"),
        cell(BeforeTests.class, 0, 0, 0, 1, "1 failed, 1 skipped", "@BeforeTest: in set-up"),
        cell(BeforeTheClass.class, 0, 0, 0, 1, "1 failed, 1 skipped", "@BeforeClass: in set-up"),
        cell(BeforeTheGroup.class, 0, 0, 0, 1, "1 failed, 1 skipped", "@BeforeGroups: in set-up"),
        cell(BeforeTheMethod.class, 0, 0, 0, 1, "1 failed, 1 skipped", "@BeforeMethod: in set-up"),
        cell(AfterTheMethod.class, 1, 1, 0, 0, "1 passed, 1 failed", "@AfterMethod: in tear-down"),
        cell(AfterTheGroup.class, 1, 1, 0, 0, "1 passed, 1 failed", "@AfterGroups: in tear-down"),
        cell(AfterTheClass.class, 1, 1, 0, 0, "1 passed, 1 failed", "@AfterClass: in tear-down"),
        cell(
            AfterTheSharingClass.class,
            1,
            1,
            0,
            0,
            "1 passed, 1 failed",
            "@AfterClass: in tear-down | 1 screen"),
        cell(
            AtTearDownsParameter.class,
            1,
            1,
            0,
            0,
            "1 passed, 1 failed",
            "@AfterClass: Can inject only one of | 1 screen"),
        cell(AfterTests.class, 1, 1, 0, 0, "1 passed, 1 failed", "@AfterTest: in tear-down"),
        cell(AfterTheSuite.class, 1, 1, 0, 0, "1 passed, 1 failed", "@AfterSuite: in tear-down"),
        cell(
            AtParameter.class,
            0,
            0,
            1,
            0,
            "1 failed",
            "parameters of test: [public void dev.drover.testng.FailuresAround$AtParameter.neverRuns("
                + "dev.drover.hub.Vm,java.lang.Runnable)] has no"),
        cell(
            AtData.class,
            0,
            0,
            0,
            1,
            "1 failed, 1 skipped",
            "@DataProvider: java.lang.IllegalStateException: in data"),
        cell(
            TimesOut.class,
            1,
            0,
            1,
            0,
            "1 failed",
            "test: Method dev.drover.testng.BehavioursTest$TimesOut.hangs() didn't finish within"
                + " | 1 screen | $ hang → unfinished"),
        cell(NeedsNoVm.class, 0, 1, 1, 0, "1 passed, 1 failed", "test: its own failure"),
        cell(BesideData.class, 3, 2, 1, 0, "2 passed, 1 failed", "test: green" + LOOKED),
        cell(BesideTestNgsOwn.class, 1, 1, 0, 0, "1 passed"),
        cell(Repeated.class, 3, 0, 3, 0, "3 failed", ITS_OWN, ITS_OWN, ITS_OWN),
        cell(Made.class, 2, 1, 1, 0, "1 passed, 1 failed", ITS_OWN),
        cell(
            Parallel.class,
            8,
            0,
            8,
            0,
            "8 failed",
            Collections.nCopies(8, ITS_OWN).toArray(String[]::new)),
        cell(RetriedByUser.class, 2, 1, 0, 1, "1 passed, 1 retried", ITS_OWN),
        cell(
            SeveralVms.class,
            2,
            0,
            1,
            0,
            "1 failed",
            "test: its own failure | 2 screens | $ look → exit 0 done"),
        cell(SharedByClass.class, 1, 1, 1, 0, "1 passed, 1 failed", ITS_OWN),
        cell(SharedByRun.class, 1, 2, 0, 0, "2 passed"));
  }

  private static Arguments cell(
      Class<?> suite,
      int assigned,
      int passed,
      int failed,
      int skipped,
      String totals,
      String... pages) {
    return arguments(suite, assigned, passed, failed, skipped, totals, pages);
  }

  @ParameterizedTest
  @MethodSource("table")
  void releasesOnceAfterCapture(
      Class<?> suite,
      int assigned,
      int passed,
      int failed,
      int skipped,
      String totals,
      String[] pages) {
    try (ObservedHub hub = ObservedHub.withVms(8)) {
      NgRun run = run(hub, suite);

      assertThat(run.passed()).as("passed").hasSize(passed);
      assertThat(run.failed()).as("failed").hasSize(failed);
      assertThat(run.skipped()).as("skipped").hasSize(skipped);
      hub.assertReleasedOnce(assigned, ended(run, suite));
      ReportedRun report = ReportedRun.in(artifacts);
      report.assertTells(totals, pages);
      hub.assertCaptured(report.pages().stream().mapToInt(FailurePage::screens).sum());
    }
  }

  private static Instant ended(NgRun run, Class<?> suite) {
    return switch (suite.getAnnotation(DroverTest.class).scope()) {
      case SUITE -> Instant.MAX;
      case CLASS -> run.ended(Scope.CLASS);
      default -> run.ended(Scope.METHOD);
    };
  }

  @org.junit.jupiter.api.Test
  void tellsWhatHappenedAroundIt() {
    NgRun.of(
        Map.of("drover.hub", "embedded", "drover.artifacts", artifacts.toString()),
        1,
        Eventful.class);

    EventfulTest.assertTold(artifacts);
  }

  @DroverTest
  public static class Eventful {
    @Test
    public void fails(ReferenceServer server, HubClient hub) {
      EventfulTest.run(server, hub);
    }
  }

  /** TestNG ends the run there, before any listener hears of a test. */
  @org.junit.jupiter.api.Test
  void aConstructorThatFailsHasNoPageAndNoVm() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      assertThatThrownBy(() -> run(hub, FailuresAround.InConstructor.class))
          .isInstanceOf(TestNGException.class)
          .hasMessageContaining("Cannot instantiate class")
          .hasRootCauseMessage("in constructor");

      hub.assertReleasedOnce(0);
      assertThat(artifacts).isEmptyDirectory();
    }
  }

  @org.junit.jupiter.api.Test
  void leavesOthersAlone() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      assertThat(run(hub, NotOurs.class).passed()).hasSize(1);

      hub.assertReleasedOnce(0);
      assertThat(artifacts).isEmptyDirectory();
    }
  }

  private NgRun run(ObservedHub hub, Class<?> suite) {
    return NgRun.of(
        Map.of("drover.hub", hub.uri(), "drover.artifacts", artifacts.toString()), 1, suite);
  }

  private static void fail(Vm vm) {
    vm.sendCommand("look");
    throw new AssertionError("its own failure");
  }

  @DroverTest
  public static class Passes {
    @Test
    public void passes(Vm vm) {
      assertThat(vm.sendCommand("anything").output()).isEqualTo("done\n");
    }
  }

  @DroverTest
  public static class FailsAnAssertion {
    @Test
    public void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest
  public static class TimesOut {
    @Test(timeOut = 3000)
    public void hangs(Vm vm) {
      vm.sendCommand("hang");
    }
  }

  @DroverTest
  public static class NeedsNoVm {
    @Test
    public void passes() {}

    @Test
    public void fails() {
      throw new AssertionError("its own failure");
    }
  }

  @DroverTest
  public static class BesideData {
    @DataProvider
    public Object[][] colors() {
      return new Object[][] {{"red"}, {"green"}, {"blue"}};
    }

    @Test(dataProvider = "colors")
    public void oneFails(Vm vm, String color, HubClient hub) {
      assertThat(hub.listVms()).anyMatch(listed -> listed.vmId().equals(vm.id()));
      if (color.equals("green")) {
        vm.sendCommand("look");
        throw new AssertionError(color);
      }
    }
  }

  @DroverTest
  public static class BesideTestNgsOwn {
    @Test
    public void passes(ITestContext context, Vm vm) {
      assertThat(context).isNotNull();
      assertThat(vm.id()).startsWith("vm-");
    }
  }

  @DroverTest
  public static class Repeated {
    @Test(invocationCount = 3)
    public void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest
  public static class Made {
    private final boolean failing;

    public Made(boolean failing) {
      this.failing = failing;
    }

    @Factory
    public static Object[] both() {
      return new Object[] {new Made(true), new Made(false)};
    }

    @Test
    public void oneFails(Vm vm) {
      if (failing) {
        fail(vm);
      }
    }
  }

  @DroverTest
  public static class Parallel {
    @Test(invocationCount = 8, threadPoolSize = 8)
    public void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest
  public static class RetriedByUser {
    private int attempts;

    @Test(retryAnalyzer = Twice.class)
    public void passesAtTheSecondAttempt(Vm vm) {
      if (++attempts == 1) {
        fail(vm);
      }
    }
  }

  public static class Twice implements org.testng.IRetryAnalyzer {
    private int retries;

    @Override
    public boolean retry(ITestResult result) {
      return retries++ == 0;
    }
  }

  @DroverTest
  public static class SeveralVms {
    @Test
    public void fails(Vm vm, Vm other, Assignment first) {
      assertThat(first.vm().id()).isEqualTo(vm.id()).isNotEqualTo(other.id());
      fail(vm);
    }
  }

  @DroverTest(scope = Scope.CLASS)
  public static class SharedByClass {
    @Test
    public void passes(Vm vm) {}

    @Test
    public void fails(Vm vm) {
      fail(vm);
    }
  }

  @DroverTest(scope = Scope.SUITE)
  public static class SharedByRun {
    @Test
    public void one(Vm vm) {}

    @Test
    public void two(Vm vm) {}
  }

  public static class NotOurs {
    @Test
    public void passes() {}
  }
}
