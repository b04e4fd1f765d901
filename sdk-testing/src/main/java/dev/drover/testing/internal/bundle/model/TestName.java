package dev.drover.testing.internal.bundle.model;

/**
 * How a test is called.
 *
 * @param className the class that runs, with its package
 * @param methodName the method; empty for what a class does for all its tests
 * @param displayName what the framework calls this invocation; the method's name if it has no other
 */
public record TestName(String className, String methodName, String displayName) {

  /**
   * What a class does for all its tests.
   *
   * @param className the class, with its package
   * @return its name
   */
  public static TestName ofClass(String className) {
    return new TestName(className, "", "");
  }

  /** Whether this is what a class does for all its tests, and no test. */
  public boolean isOfClass() {
    return methodName.isEmpty();
  }

  /** The class without its package; nested classes keep their outer class. */
  public String simpleClassName() {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** Class and method, and the display name if it says more. */
  @Override
  public String toString() {
    if (isOfClass()) {
      return simpleClassName() + ", for all its tests";
    }
    String base = simpleClassName() + "." + methodName;
    String shown = displayName.replace("()", "");
    if (shown.isBlank() || shown.equals(methodName)) {
      return base;
    }
    // What JUnit calls a test that has no name of its own.
    return shown.startsWith(methodName + "(")
        ? simpleClassName() + "." + shown
        : base + ": " + displayName;
  }
}
