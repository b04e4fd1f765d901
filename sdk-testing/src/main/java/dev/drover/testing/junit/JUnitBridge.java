package dev.drover.testing.junit;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.PreInterruptContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * The extension that JUnit finds at {@link dev.drover.testing.DroverTest}: passes all on to the
 * adapter that {@code drover-junit} provides, which that annotation cannot name without a circle of
 * modules.
 */
public final class JUnitBridge implements JUnitAdapter {

  private final JUnitAdapter adapter;

  /** Called by JUnit. */
  public JUnitBridge() {
    adapter =
        ServiceLoader.load(JUnitAdapter.class, JUnitBridge.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        "@DroverTest in JUnit takes dev.drover:drover-junit on the class path"));
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return adapter.getTestInstantiationExtensionContextScope(root);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return adapter.evaluateExecutionCondition(context);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    adapter.beforeAll(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    adapter.beforeEach(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return adapter.supportsParameter(parameter, context);
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return adapter.resolveParameter(parameter, context);
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> called,
      ExtensionContext context)
      throws Throwable {
    return adapter.interceptTestClassConstructor(invocation, called, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    adapter.interceptBeforeEachMethod(invocation, called, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    adapter.interceptTestMethod(invocation, called, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> called,
      ExtensionContext context)
      throws Throwable {
    adapter.interceptTestTemplateMethod(invocation, called, context);
  }

  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext called,
      ExtensionContext context)
      throws Throwable {
    adapter.interceptDynamicTest(invocation, called, context);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    adapter.handleBeforeAllMethodExecutionException(context, failure);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    adapter.handleBeforeEachMethodExecutionException(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    adapter.handleAfterEachMethodExecutionException(context, failure);
  }

  @Override
  public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    adapter.handleAfterAllMethodExecutionException(context, failure);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    adapter.handleTestExecutionException(context, failure);
  }

  @Override
  public void beforeThreadInterrupt(PreInterruptContext interrupted, ExtensionContext context)
      throws Exception {
    adapter.beforeThreadInterrupt(interrupted, context);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws Exception {
    adapter.afterTestExecution(context);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    adapter.afterEach(context);
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable failure) {
    adapter.testFailed(context, failure);
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    adapter.afterAll(context);
  }
}
