package dev.drover.docs;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.testng.TestNG;

/** Runs one class of tests; its exit code says whether there were any, and all of them passed. */
final class SuiteMain {

  private SuiteMain() {}

  /**
   * Runs it.
   *
   * @param arguments the name of the class
   * @throws ClassNotFoundException if there is no such class
   */
  public static void main(String[] arguments) throws ClassNotFoundException {
    Class<?> suite = Class.forName(arguments[0]);
    boolean isOfTestNg =
        Arrays.stream(suite.getDeclaredMethods())
            .anyMatch(method -> method.isAnnotationPresent(org.testng.annotations.Test.class));
    System.exit((isOfTestNg ? passesInTestNg(suite) : passesInJUnit(suite)) ? 0 : 1);
  }

  private static boolean passesInJUnit(Class<?> suite) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(suite)).build(),
            listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.printFailuresTo(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    return summary.getTestsFoundCount() > 0
        && summary.getTestsSucceededCount() == summary.getTestsFoundCount();
  }

  /** TestNG's status is 0 only if there were tests, and none failed or was skipped. */
  private static boolean passesInTestNg(Class<?> suite) {
    TestNG testng = new TestNG(false);
    testng.setTestClasses(new Class<?>[] {suite});
    testng.run();
    return testng.getStatus() == 0;
  }
}
