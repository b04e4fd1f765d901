package dev.drover.junit;

import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import dev.drover.testing.junit.JUnitAdapter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Drives a {@link dev.drover.testing.fixture.DroverFixture} for JUnit Jupiter. Without state of its
 * own: all of it is in JUnit's stores, see {@link Running}.
 */
public final class DroverExtension implements JUnitAdapter {

  /** Called by JUnit. */
  public DroverExtension() {}

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return Running.fixture(context)
        .reasonToSkip(Running.place(context))
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("what the test requires is there"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Running.ofClass(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Running.ofTest(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return ParameterRequest.supplies(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Executable executable = parameter.getDeclaringExecutable();
    ParameterRequest request =
        ParameterRequest.of(executable).stream()
            .filter(one -> one.index() == parameter.getIndex())
            .findFirst()
            .orElseThrow();
    TestInvocation invocation = Running.of(context).invocation();
    if (!request.belongsToTest()) {
      return supplied(invocation, request);
    }
    try {
      invocation.need(
          Stream.concat(Stream.of(executable), context.getTestMethod().stream())
              .flatMap(one -> ParameterRequest.of(one).stream())
              .toList());
      return supplied(invocation, request);
    } catch (IllegalStateException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    } finally {
      Running.of(context).handedTo(executable);
    }
  }

  private static Object supplied(TestInvocation invocation, ParameterRequest request) {
    try {
      return invocation.value(request);
    } catch (IllegalStateException e) {
      throw new ParameterResolutionException(e.getMessage(), e);
    }
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> called,
      ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (Throwable e) {
      throw Running.of(context).seen("constructor", e);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable e) {
      Running.of(context).retry(e, called);
    }
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    interceptTestMethod(invocation, called, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext called,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable e) {
      throw Running.of(context).seen("dynamic test " + context.getDisplayName(), e);
    }
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw Running.of(context).seen("@BeforeAll", failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw Running.of(context).seen("@BeforeEach", failure);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw Running.of(context).seen("test", failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw Running.of(context).seen("@AfterEach", failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw Running.of(context).seen("@AfterAll", failure);
  }

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupted, ExtensionContext context) {
    Running.of(context).invocation().failed("timeout", null);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    Optional<Throwable> failure = context.getExecutionException();
    failure.ifPresent(thrown -> Running.of(context).capture("test", thrown));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running.of(context).finish(context.getExecutionException().orElse(null));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Running.of(context).finish(context.getExecutionException().orElse(null));
  }
}
