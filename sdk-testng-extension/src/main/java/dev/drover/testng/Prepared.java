package dev.drover.testng;

import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.internal.thread.ThreadTimeoutException;

/** What a test method is about to be called with, or why it cannot be. */
final class Prepared {

  private static final String PREPARED = "dev.drover.prepared";

  private final Map<Integer, Object> values = new LinkedHashMap<>();
  private @Nullable Throwable failure;

  /** Set on the thread that runs the test, which with a {@code timeOut} is another. */
  private volatile boolean handedOver;

  private Prepared() {}

  /** Prepares a test. Never throws: TestNG would end the run. */
  static void before(ITestResult result, Supplier<DroverFixture> fixture) {
    Prepared prepared = new Prepared();
    result.setAttribute(PREPARED, prepared);
    try {
      prepared.prepare(result, fixture.get());
    } catch (RuntimeException | Error e) {
      prepared.failure = e;
    }
  }

  static @Nullable Prepared of(ITestResult result) {
    return result.getAttribute(PREPARED) instanceof Prepared known ? known : null;
  }

  private void prepare(ITestResult result, DroverFixture fixture) {
    TestInvocation invocation = fixture.begin(Tests.describe(result), Tests.place(result));
    Tests.begun(result, invocation);
    if (result.getStatus() == ITestResult.SKIP) {
      // Its set-up failed, or what it depends on.
      return;
    }
    Optional<String> missing = fixture.reasonToSkip(Tests.place(result));
    if (missing.isPresent()) {
      throw new SkipException(missing.get());
    }
    List<ParameterRequest> requests = ParameterRequest.of(Tests.method(result.getMethod()));
    invocation.need(requests);
    requests.forEach(request -> values.put(request.index(), invocation.value(request)));
  }

  /**
   * Fills the slots.
   *
   * @param parameters all of the method's
   * @throws RuntimeException why the test cannot run
   */
  void fill(@Nullable Object[] parameters) {
    handedOver = true;
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    values.forEach((index, value) -> parameters[index] = value);
  }

  /**
   * Has a test fail that did not run, whatever it expects to be thrown, or that was run without its
   * values: TestNG lets one hook alone run tests.
   */
  static void check(ITestResult result) {
    Prepared prepared = of(result);
    if (prepared != null
        && prepared.failure != null
        && !(prepared.failure instanceof SkipException)
        && result.getStatus() == ITestResult.SUCCESS) {
      result.setThrowable(prepared.failure);
      result.setStatus(ITestResult.FAILURE);
      return;
    }
    Throwable thrown = result.getThrowable();
    if (prepared == null
        || prepared.handedOver
        || (prepared.values.isEmpty() && prepared.failure == null)
        || result.getStatus() == ITestResult.SKIP
        || thrown instanceof ThreadTimeoutException) {
      return;
    }
    IllegalStateException ownWay =
        new IllegalStateException(
            "%s was run without what Drover gives it: TestNG knows one IHookable alone, and that is another; have its run(callBack, result) call new DroverListener().run(callBack, result)"
                .formatted(result.getMethod().getQualifiedName()),
            prepared.failure);
    if (thrown != null) {
      ownWay.addSuppressed(thrown);
    }
    result.setThrowable(ownWay);
    result.setStatus(ITestResult.FAILURE);
  }
}
