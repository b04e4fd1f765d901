package dev.drover.testng;

import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.Ending;
import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testng.IAnnotationTransformer;
import org.testng.IClassListener;
import org.testng.IDataProviderInterceptor;
import org.testng.IDataProviderMethod;
import org.testng.IExecutionListener;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestClass;
import org.testng.ITestContext;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.annotations.ITestAnnotation;
import org.testng.internal.annotations.DisabledRetryAnalyzer;

/**
 * Drives a {@link DroverFixture} for TestNG, which finds this listener as a service. Leaves classes
 * alone that are not annotated with {@link dev.drover.testing.DroverTest}. Never throws into
 * TestNG, which would end the run.
 */
public final class DroverListener
    implements IAnnotationTransformer,
        IDataProviderInterceptor,
        IHookable,
        IInvokedMethodListener,
        IClassListener,
        IExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testng");

  private @Nullable DroverFixture fixture;

  /** Called by TestNG. */
  public DroverListener() {}

  /** Gives tests data that have a parameter for Drover to fill, and none of their own. */
  @Override
  @SuppressWarnings("rawtypes")
  public void transform(
      ITestAnnotation annotation,
      @Nullable Class testClass,
      @Nullable Constructor constructor,
      @Nullable Method method) {
    if (method == null || !Tests.areAnnotated(testClass, method)) {
      return;
    }
    if (Slots.wantedBy(method)
        && annotation.getDataProvider().isEmpty()
        && annotation.getDataProviderDynamicClass().isEmpty()) {
      annotation.setDataProvider(OneRow.NAME);
      annotation.setDataProviderClass(OneRow.class);
    }
    if (annotation.getRetryAnalyzerClass() == DisabledRetryAnalyzer.class) {
      annotation.setRetryAnalyzer(RetryOnce.class);
    }
  }

  /** Leaves room in the rows of users' own data. */
  @Override
  public Iterator<Object[]> intercept(
      Iterator<Object[]> rows,
      IDataProviderMethod provider,
      ITestNGMethod test,
      ITestContext context) {
    Method method = Tests.method(test);
    if (provider.getMethod().getDeclaringClass() == OneRow.class
        || !Slots.wantedBy(method)
        || !Tests.areAnnotated(test.getRealClass(), method)) {
      return rows;
    }
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
        .map(row -> Slots.padded(method, row))
        .iterator();
  }

  @Override
  public void beforeInvocation(IInvokedMethod invoked, ITestResult result) {
    if (invoked.isTestMethod() && isOurs(result)) {
      quietly(
          "begin",
          () -> Tests.begun(result, fixture().begin(Tests.describe(result), Tests.place(result))));
    }
  }

  /** Fills the slots, on whichever thread TestNG runs the test. */
  @Override
  public void run(IHookCallBack test, ITestResult result) {
    TestInvocation invocation = Tests.of(result);
    if (invocation != null) {
      Optional<String> missing = fixture().reasonToSkip(Tests.place(result));
      if (missing.isPresent()) {
        throw new SkipException(missing.get());
      }
      List<ParameterRequest> requests = ParameterRequest.of(Tests.method(result.getMethod()));
      invocation.need(requests);
      Object[] parameters = test.getParameters();
      requests.forEach(request -> parameters[request.index()] = invocation.value(request));
    }
    test.runTestMethod(result);
  }

  /** Comes before other listeners hear of the failure, and before tear-down. */
  @Override
  public void afterInvocation(IInvokedMethod invoked, ITestResult result) {
    TestInvocation invocation = invoked.isTestMethod() ? Tests.of(result) : null;
    if (invocation != null) {
      quietly("end", () -> end(invocation, result));
    }
  }

  @Override
  public void onAfterClass(ITestClass testClass) {
    DroverFixture open = current();
    if (open != null) {
      quietly("end of the class", () -> open.endClass(testClass.getRealClass().getName()));
    }
  }

  @Override
  public void onExecutionFinish() {
    DroverFixture open = current();
    if (open != null) {
      quietly("end of the run", open::close);
    }
  }

  private static void end(TestInvocation invocation, ITestResult result) {
    Throwable failure = result.getThrowable();
    if (failure == null || result.getStatus() == ITestResult.SUCCESS) {
      invocation.finish(Ending.PASSED, null);
      return;
    }
    if (result.getStatus() == ITestResult.SKIP && !result.wasRetried()) {
      invocation.finish(Ending.SKIPPED, null);
      return;
    }
    Optional<InfrastructureFailure> notJudged = invocation.infrastructureFailure(failure);
    Throwable reported = notJudged.<Throwable>map(e -> e).orElse(failure);
    invocation.failed("test", reported);
    boolean aborted =
        notJudged.isPresent()
            && invocation.onInfrastructureFailure() == OnInfrastructureFailure.ABORT;
    if (notJudged.isPresent()) {
      result.setThrowable(reported);
    }
    if (aborted) {
      result.setStatus(ITestResult.SKIP);
    }
    Ending retried = result.wasRetried() ? Ending.RETRIED : Ending.FAILED;
    Attachments.attach(result, invocation.finish(aborted ? Ending.ABORTED : retried, reported));
  }

  private static boolean isOurs(ITestResult result) {
    return Tests.areAnnotated(result.getMethod().getRealClass(), Tests.method(result.getMethod()));
  }

  private synchronized DroverFixture fixture() {
    if (fixture == null) {
      fixture = DroverFixture.open();
    }
    return fixture;
  }

  private synchronized @Nullable DroverFixture current() {
    return fixture;
  }

  private static void quietly(String what, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("{} of a test failed: {}", what, e.getMessage(), e);
    }
  }
}
