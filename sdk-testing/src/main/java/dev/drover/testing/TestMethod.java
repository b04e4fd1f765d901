package dev.drover.testing;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * What a fixture has to know of a test.
 *
 * @param name class and method, for ids and messages
 * @param testCaseId the id under which the hub shall know it, if the test says so
 * @param steps what is to be done, in order; may be empty
 */
public record TestMethod(String name, Optional<String> testCaseId, List<String> steps) {

  /** Copies the steps. */
  public TestMethod {
    steps = List.copyOf(steps);
  }

  /**
   * Reads {@link Steps} and {@link TestCaseId} of a method.
   *
   * @param testClass the class that runs, which may inherit the method
   * @param method the test method
   * @return the test
   */
  public static TestMethod of(Class<?> testClass, Method method) {
    TestCaseId id = method.getAnnotation(TestCaseId.class);
    Steps steps = method.getAnnotation(Steps.class);
    return new TestMethod(
        testClass.getName() + "#" + method.getName(),
        Optional.ofNullable(id).map(TestCaseId::value),
        steps == null ? List.of() : List.of(steps.value()));
  }
}
