package dev.drover.junit;

import dev.drover.testing.DroverFixture;
import dev.drover.testing.TestHub;
import dev.drover.testing.TestMethod;
import dev.drover.testing.TestVms;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Drives a {@link DroverFixture} for JUnit Jupiter. Without state of its own: the fixture lives in
 * the store of the test run, a test's VMs in the store of its invocation.
 */
public final class DroverExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(DroverExtension.class);

  /** Called by JUnit. */
  public DroverExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return DroverFixture.supplies(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (!DroverFixture.belongsToTest(type)) {
      return hub(context).value(type);
    }
    Optional<Method> test = context.getTestMethod();
    if (test.isEmpty() || !(parameter.getDeclaringExecutable() instanceof Method)) {
      throw new ParameterResolutionException(
          "a %s belongs to one test: take it as a parameter of the test method, or of a @BeforeEach or @AfterEach method, not of %s"
              .formatted(type.getSimpleName(), parameter.getDeclaringExecutable()));
    }
    return vms(context, test.get()).value(type, ordinal(parameter));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestVms vms = context.getStore(NAMESPACE).get(TestVms.class, TestVms.class);
    if (vms != null) {
      vms.end(context.getExecutionException().orElse(null));
    }
  }

  private static TestVms vms(ExtensionContext context, Method test) {
    TestMethod described = TestMethod.of(context.getRequiredTestClass(), test);
    return stored(context, TestVms.class, () -> hub(context).begin(described));
  }

  private static TestHub hub(ExtensionContext context) {
    DroverFixture fixture = stored(context.getRoot(), DroverFixture.class, DroverFixture::open);
    return nearestAnnotation(context)
        .map(annotation -> fixture.hub(annotation.hub(), annotation.token()))
        .orElseGet(() -> fixture.hub("", ""));
  }

  /** The value in this very context, which JUnit closes with the context. */
  // JUnit 6 has a new name for this method, which JUnit 5 does not know.
  @SuppressWarnings("deprecation")
  private static <T extends AutoCloseable> T stored(
      ExtensionContext context, Class<T> type, Supplier<T> made) {
    Store store = context.getStore(NAMESPACE);
    return Objects.requireNonNull(store.getOrComputeIfAbsent(type, key -> made.get(), type));
  }

  /** From the method outwards, the first annotation that says anything. */
  private static Optional<DroverTest> nearestAnnotation(ExtensionContext context) {
    for (@Nullable ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      Optional<DroverTest> found =
          AnnotationSupport.findAnnotation(at.getElement(), DroverTest.class)
              .filter(annotation -> !(annotation.hub() + annotation.token()).isBlank());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static int ordinal(ParameterContext context) {
    Parameter[] all = context.getDeclaringExecutable().getParameters();
    Class<?> type = context.getParameter().getType();
    return (int)
        Arrays.stream(all).limit(context.getIndex()).filter(p -> p.getType() == type).count();
  }
}
