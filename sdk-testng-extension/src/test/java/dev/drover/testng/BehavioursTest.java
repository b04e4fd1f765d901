package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.ObservedHub;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Factory;
import org.testng.annotations.Test;

/**
 * However a test ends: each VM is released exactly once, and before that, where something failed, a
 * picture is taken of it.
 */
class BehavioursTest {

  static Stream<Arguments> table() {
    //        suite, VMs assigned, of these captured, tests passed, failed, skipped
    return Stream.of(
        arguments(Passes.class, 1, 0, 1, 0, 0),
        arguments(FailsAnAssertion.class, 1, 1, 0, 1, 0),
        arguments(FailsBeforeClass.class, 0, 0, 0, 0, 1),
        arguments(FailsBeforeMethod.class, 0, 0, 0, 0, 1),
        arguments(FailsAfterMethod.class, 1, 0, 1, 0, 0),
        arguments(TimesOut.class, 1, 1, 0, 1, 0),
        arguments(BesideData.class, 3, 1, 2, 1, 0),
        arguments(BesideTestNgsOwn.class, 1, 0, 1, 0, 0),
        arguments(Repeated.class, 3, 3, 0, 3, 0),
        arguments(Made.class, 2, 1, 1, 1, 0),
        arguments(Parallel.class, 8, 8, 0, 8, 0),
        arguments(RetriedByUser.class, 2, 1, 1, 0, 1),
        arguments(SeveralVms.class, 2, 2, 0, 1, 0),
        arguments(SharedByClass.class, 1, 1, 1, 1, 0),
        arguments(SharedByRun.class, 1, 0, 2, 0, 0),
        arguments(NotOurs.class, 0, 0, 1, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("table")
  void releasesOnceAfterCapture(
      Class<?> suite, int assigned, int captured, int passed, int failed, int skipped) {
    try (ObservedHub hub = ObservedHub.withVms(8)) {
      NgRun run = NgRun.of(hub.uri(), suite);

      assertThat(run.passed()).as("passed").hasSize(passed);
      assertThat(run.failed()).as("failed").hasSize(failed);
      assertThat(run.skipped()).as("skipped").hasSize(skipped);
      hub.assertReleasedOnce(assigned);
      hub.assertCaptured(captured);
    }
  }

  private static void fail() {
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
      fail();
    }
  }

  @DroverTest
  public static class FailsBeforeClass {
    @BeforeClass
    public void setUp() {
      fail();
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class FailsBeforeMethod {
    @BeforeMethod
    public void setUp() {
      fail();
    }

    @Test
    public void neverRuns(Vm vm) {}
  }

  @DroverTest
  public static class FailsAfterMethod {
    @Test
    public void passes(Vm vm) {}

    @AfterMethod
    public void tearDown() {
      fail();
    }
  }

  @DroverTest
  public static class TimesOut {
    @Test(timeOut = 300)
    public void hangs(Vm vm) {
      vm.sendCommand("hang");
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
      assertThat(color).isNotEqualTo("green");
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
      fail();
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
      assertThat(failing).isFalse();
    }
  }

  @DroverTest
  public static class Parallel {
    @Test(invocationCount = 8, threadPoolSize = 8)
    public void fails(Vm vm) {
      vm.sendCommand("anything");
      fail();
    }
  }

  @DroverTest
  public static class RetriedByUser {
    private int attempts;

    @Test(retryAnalyzer = Twice.class)
    public void passesAtTheSecondAttempt(Vm vm) {
      assertThat(++attempts).isEqualTo(2);
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
      fail();
    }
  }

  @DroverTest(scope = Scope.CLASS)
  public static class SharedByClass {
    @Test
    public void passes(Vm vm) {}

    @Test
    public void fails(Vm vm) {
      fail();
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
