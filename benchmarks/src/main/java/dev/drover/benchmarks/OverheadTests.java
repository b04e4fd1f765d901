package dev.drover.benchmarks;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.Test;

/**
 * Tests that do nothing, so that what is around them is all that takes time. Public as TestNG wants
 * it.
 */
public final class OverheadTests {

  static final int TESTS = 200;

  private OverheadTests() {}

  /** Runs a class's tests in this JVM, on JUnit. */
  static Stopwatch withJUnit(Class<?> tests) {
    Stopwatch stopwatch = new Stopwatch();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(tests))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  stopwatch.ended(result.getThrowable().orElse(null));
                }
              }
            });
    return stopwatch;
  }

  /** The same tests on the other framework. */
  static Stopwatch withTestNg(Class<?> tests) {
    Stopwatch stopwatch = new Stopwatch();
    TestNG testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {tests});
    testng.addListener(
        new IInvokedMethodListener() {
          @Override
          public void afterInvocation(IInvokedMethod method, ITestResult result) {
            stopwatch.ended(result.getThrowable());
          }
        });
    testng.run();
    return stopwatch;
  }

  /** Without Drover. */
  public static final class Plain {
    /** Nothing. */
    @RepeatedTest(TESTS)
    @Test(invocationCount = TESTS)
    public void nothing() {}
  }

  /** One VM goes from test to test. */
  @DroverTest(hub = "embedded", pool = 1)
  public static final class WarmVm {
    /** Nothing. */
    @RepeatedTest(TESTS)
    @Test(invocationCount = TESTS)
    public void nothing(Vm vm) {}
  }

  /** The same, and the VM has something to do. */
  @DroverTest(hub = "embedded", pool = 1)
  public static final class Command {
    /** One command. */
    @RepeatedTest(TESTS)
    @Test(invocationCount = TESTS)
    public void echo(Vm vm) {
      vm.sendCommand("echo found");
    }
  }

  /** Every test takes a VM from the hub and gives it back. */
  @DroverTest(hub = "embedded")
  public static final class OwnVm {
    /** Nothing. */
    @RepeatedTest(TESTS)
    @Test(invocationCount = TESTS)
    public void nothing(Vm vm) {}
  }
}
