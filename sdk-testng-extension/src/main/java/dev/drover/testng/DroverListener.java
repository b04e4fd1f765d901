package dev.drover.testng;

import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.TestInvocation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testng.IAnnotationTransformer;
import org.testng.IClassListener;
import org.testng.IConfigurationListener;
import org.testng.IDataProviderInterceptor;
import org.testng.IDataProviderMethod;
import org.testng.IExecutionListener;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.IInvokedMethod;
import org.testng.IInvokedMethodListener;
import org.testng.ITestClass;
import org.testng.ITestContext;
import org.testng.ITestListener;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.annotations.ITestAnnotation;

/**
 * Drives a {@link DroverFixture} for TestNG, which finds this listener as a service. Leaves classes
 * alone that are not annotated with {@link dev.drover.testing.DroverTest}; tests of theirs that
 * take what only Drover gives fail, saying so. Never throws into TestNG, which would end the run.
 *
 * <p>TestNG knows one {@link IAnnotationTransformer} and one {@link IHookable} alone. Where a suite
 * has its own, these pass on to {@link #transform} and {@link #run} of any instance: neither needs
 * this instance's state.
 */
public final class DroverListener
    implements IAnnotationTransformer,
        IDataProviderInterceptor,
        IHookable,
        IInvokedMethodListener,
        ITestListener,
        IClassListener,
        IConfigurationListener,
        IExecutionListener {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testng");

  private final ClassEnds ends = new ClassEnds();
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
    Transforming.transform(annotation, testClass, method);
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
        || !Tests.areAnnotated(test.getTestClass().getRealClass(), method)) {
      return rows;
    }
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
        .map(row -> Slots.padded(method, row))
        .iterator();
  }

  /**
   * Waits for VMs here: a test's {@code timeOut} begins later, on whichever thread. Where TestNG
   * only pretends to run tests, as IDEs and the JUnit Platform have it do to find them, none is
   * asked for.
   */
  @Override
  public void beforeInvocation(IInvokedMethod invoked, ITestResult result) {
    if (invoked.isTestMethod() && Tests.isOurs(result)) {
      Prepared.before(result, this::fixture);
    }
  }

  /** Fills the slots, or ends the test that could not begin: here exceptions are a test's own. */
  @Override
  public void run(IHookCallBack test, ITestResult result) {
    Prepared prepared = Prepared.of(result);
    if (prepared != null) {
      prepared.fill(test.getParameters());
    } else if (OneRow.isGivenTo(result.getMethod())) {
      throw OneRow.notAnnotated(result.getMethod());
    }
    test.runTestMethod(TimedResult.of(result));
  }

  /** Comes before other listeners hear of the failure, and before tear-down. */
  @Override
  public void afterInvocation(IInvokedMethod invoked, ITestResult result) {
    Prepared.check(result);
    if (invoked.isTestMethod() && Prepared.of(result) == null && !Tests.arePretended()) {
      OneRow.check(result);
    }
    TestInvocation invocation = Tests.of(result);
    if (invoked.isTestMethod() && invocation != null) {
      quietly("end", () -> Endings.release(invocation, result));
    }
  }

  @Override
  public void onConfigurationSuccess(ITestResult result) {
    configured(result);
  }

  /** Also of those whose parameters cannot be made, which are never invoked. */
  @Override
  public void onConfigurationFailure(ITestResult result) {
    if (Tests.isOurs(result)) {
      quietly("set-up or tear-down", () -> Endings.tellConfiguration(fixture(), result));
    }
    configured(result);
  }

  @Override
  public void onConfigurationSkip(ITestResult result) {
    configured(result);
  }

  @Override
  public void onTestSuccess(ITestResult result) {
    finish(result);
  }

  @Override
  public void onTestFailure(ITestResult result) {
    finish(result);
  }

  @Override
  public void onTestSkipped(ITestResult result) {
    finish(result);
  }

  @Override
  public void onTestFailedButWithinSuccessPercentage(ITestResult result) {
    finish(result);
  }

  @Override
  public void onAfterClass(ITestClass testClass) {
    endClass(testClass, ends::instanceEnds);
  }

  /** What has not ended before ends with its {@code <test>}. */
  @Override
  public void onFinish(ITestContext test) {
    quietly("end of the <test>", () -> Tests.classes(test).forEach(this::endClass));
    quietly("end of the <test>", () -> ends.forget(test));
  }

  @Override
  public void onExecutionFinish() {
    DroverFixture open = current();
    if (open != null) {
      quietly("end of the run", open::close);
    }
  }

  private void configured(ITestResult result) {
    ITestNGMethod method = result.getMethod();
    if (method.isAfterClassConfiguration() && Tests.isFirst(result, "dev.drover.tornDown")) {
      endClass(method.getTestClass(), ends::isTornDown);
    }
  }

  private void endClass(ITestClass testClass, Predicate<ITestClass> hasEnded) {
    quietly(
        "end of the class",
        () -> {
          if (hasEnded.test(testClass)) {
            endClass(Tests.scopeKey(testClass));
          }
        });
  }

  private void endClass(String scopeKey) {
    DroverFixture open = current();
    if (open != null) {
      open.endClass(scopeKey);
    }
  }

  /** TestNG knows only now whether a failed test is tried again. */
  private void finish(ITestResult result) {
    TestInvocation invocation = Tests.of(result);
    if (invocation != null) {
      quietly("report", () -> Endings.finish(invocation, result));
    } else if (Prepared.of(result) == null && Endings.neverBegan(result) && Tests.isOurs(result)) {
      quietly("report", () -> Endings.tellNeverBegan(fixture(), result));
    }
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
