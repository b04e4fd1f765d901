package dev.drover.testing.internal.bundle.model;

/**
 * How a test is called.
 *
 * @param className the class that runs, with its package
 * @param methodName the method
 * @param displayName what the framework calls this invocation; the method's name if it has no other
 */
public record TestName(String className, String methodName, String displayName) {

  /** The class without its package; nested classes keep their outer class. */
  public String simpleClassName() {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }

  /** Class and method, and the display name if it says more. */
  @Override
  public String toString() {
    String base = simpleClassName() + "." + methodName;
    boolean same = displayName.isBlank() || displayName.replace("()", "").equals(methodName);
    return same ? base : base + ": " + displayName;
  }
}
