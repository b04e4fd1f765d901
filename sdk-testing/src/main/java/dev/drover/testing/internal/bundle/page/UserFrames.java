package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.TestName;
import java.util.List;
import java.util.Optional;

/** Tells the lines of a stack trace that the user wrote from those of what stands around them. */
final class UserFrames {

  private static final List<String> FOREIGN =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "groovy.",
          "org.codehaus.groovy.",
          "scala.",
          "org.junit.",
          "junit.",
          "org.testng.",
          "org.opentest4j.",
          "org.assertj.",
          "org.hamcrest.",
          "com.google.common.truth.",
          "org.mockito.",
          "org.awaitility.",
          "org.apache.maven.",
          "org.gradle.",
          "worker.org.gradle.",
          "com.intellij.",
          "org.eclipse.jdt.",
          "dev.drover.");

  private final String testClass;

  UserFrames(TestName test) {
    String name = test.className();
    int nested = name.indexOf('$');
    testClass = nested < 0 ? name : name.substring(0, nested);
  }

  /**
   * The line to look at: in the test itself if the trace has one, else the nearest of the user's.
   */
  Optional<StackTraceElement> line(List<StackTraceElement> trace) {
    return trace.stream()
        .filter(this::isOfTheTest)
        .findFirst()
        .or(() -> trace.stream().filter(this::isTheUsers).findFirst());
  }

  boolean isTheUsers(StackTraceElement frame) {
    return isOfTheTest(frame) || FOREIGN.stream().noneMatch(frame.getClassName()::startsWith);
  }

  private boolean isOfTheTest(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(testClass) || name.startsWith(testClass + "$");
  }
}
