package dev.drover.testng;

import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.Ending;
import dev.drover.testing.fixture.TestInvocation;
import dev.drover.testing.fixture.TestMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testng.IDataProviderMethod;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;

/** How tests end, which TestNG says in two steps: first that, then as what it counts. */
final class Endings {

  private Endings() {}

  static boolean failed(ITestResult result) {
    return result.getStatus() == ITestResult.FAILURE;
  }

  /** Captures and releases, and has TestNG report what could not be judged as that. */
  static void release(TestInvocation invocation, ITestResult result) {
    Throwable failure = result.getThrowable();
    boolean ran = result.getStatus() != ITestResult.SKIP;
    if (failure == null || result.getStatus() == ITestResult.SUCCESS || !ran) {
      invocation.release(false, null);
      return;
    }
    Optional<InfrastructureFailure> notJudged = invocation.infrastructureFailure(failure);
    Throwable reported = notJudged.<Throwable>map(e -> e).orElse(failure);
    invocation.failed("test", reported);
    invocation.release(true, reported);
    if (notJudged.isPresent()) {
      result.setThrowable(reported);
      if (invocation.onInfrastructureFailure() == OnInfrastructureFailure.ABORT) {
        result.setStatus(ITestResult.SKIP);
      }
    }
  }

  static void finish(TestInvocation invocation, ITestResult result) {
    Attachments.attach(result, invocation.finish(ending(result), null));
  }

  /**
   * Whether TestNG could not call a test, and nothing else says why: its data could not be had, or
   * do not fit. Of its beginning nobody was told.
   */
  static boolean neverBegan(ITestResult result) {
    boolean skipped = result.getStatus() == ITestResult.SKIP;
    return result.getThrowable() != null
        && (failed(result) || (skipped && result.getSkipCausedBy().isEmpty()));
  }

  /** Such a test, which has no VM; if data could not be had, that is what failed. */
  static void tellNeverBegan(DroverFixture fixture, ITestResult result) {
    if (result.getStatus() == ITestResult.SKIP) {
      IDataProviderMethod data = result.getMethod().getDataProviderMethod();
      String name = data == null ? result.getName() : data.getMethod().getName();
      tell(fixture, result, name, "@DataProvider");
    }
    TestInvocation invocation = fixture.begin(Tests.describe(result), Tests.place(result));
    invocation.failed("parameters of test", result.getThrowable());
    finish(invocation, result);
  }

  private static Ending ending(ITestResult result) {
    return switch (result.getStatus()) {
      case ITestResult.SUCCESS -> Ending.PASSED;
      case ITestResult.SKIP -> {
        boolean aborted = result.getThrowable() instanceof InfrastructureFailure;
        yield result.wasRetried() ? Ending.RETRIED : aborted ? Ending.ABORTED : Ending.SKIPPED;
      }
      default -> Ending.FAILED;
    };
  }

  /** A set-up or tear-down that failed, with what is left to see of its class's VMs. */
  static void tellConfiguration(DroverFixture fixture, ITestResult result) {
    tell(fixture, result, result.getMethod().getMethodName(), phase(result.getMethod()));
  }

  private static void tell(DroverFixture fixture, ITestResult result, String method, String phase) {
    String testClass = result.getTestClass().getRealClass().getName();
    TestMethod described =
        new TestMethod(testClass + "#" + method, method, Optional.empty(), List.of());
    TestInvocation invocation = fixture.begin(described, Tests.place(result));
    invocation.failed(phase, result.getThrowable());
    Attachments.attach(result, invocation.finish(Ending.FAILED, null));
  }

  private static String phase(ITestNGMethod method) {
    Stream<String> annotations =
        Arrays.stream(Tests.method(method).getAnnotations())
            .map(annotation -> annotation.annotationType().getSimpleName());
    return annotations
        .filter(name -> name.matches("(Before|After)[A-Z].*"))
        .findFirst()
        .map(name -> "@" + name)
        .orElse("configuration");
  }
}
