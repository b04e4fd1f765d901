package dev.drover.testng;

import dev.drover.testing.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.testng.ITestContext;
import org.testng.ITestListener;
import org.testng.ITestNGListener;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlSuite.ParallelMode;
import org.testng.xml.XmlTest;

/** TestNG started from code, with nothing of Drover's registered by hand. */
final class NgRun implements ITestListener {

  private final List<ITestResult> passed = new CopyOnWriteArrayList<>();
  private final List<ITestResult> failed = new CopyOnWriteArrayList<>();
  private final List<ITestResult> skipped = new CopyOnWriteArrayList<>();
  private volatile Instant lastTestEnded = Instant.MIN;
  private volatile Instant testsEnded = Instant.MIN;

  private NgRun() {}

  static NgRun of(String hub, Class<?>... suites) {
    return of(Map.of("drover.hub", hub), 1, suites);
  }

  static NgRun of(Map<String, String> parameters, int threads, Class<?>... suites) {
    return run(List.of(), parameters, threads, suites);
  }

  /** With a listener that the suite brings itself. */
  static NgRun withListener(Class<? extends ITestNGListener> own, String hub, Class<?>... suites) {
    return run(List.of(own.getName()), Map.of("drover.hub", hub), 1, suites);
  }

  private static NgRun run(
      List<String> own, Map<String, String> parameters, int threads, Class<?>... suites) {
    XmlSuite suite = new XmlSuite();
    suite.setParameters(new HashMap<>(parameters));
    if (threads > 1) {
      suite.setParallel(ParallelMode.METHODS);
      suite.setThreadCount(threads);
    }
    suite.setListeners(own);
    addTest(suite, suites);
    return of(suite);
  }

  /** One more {@code <test>}. */
  static XmlTest addTest(XmlSuite suite, Class<?>... classes) {
    XmlTest test = new XmlTest(suite);
    test.setXmlClasses(Arrays.stream(classes).map(XmlClass::new).toList());
    return test;
  }

  static NgRun of(XmlSuite suite) {
    NgRun run = new NgRun();
    TestNG testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setXmlSuites(List.of(suite));
    testng.addListener(run);
    testng.run();
    return run;
  }

  List<ITestResult> passed() {
    return passed;
  }

  List<ITestResult> failed() {
    return failed;
  }

  List<ITestResult> skipped() {
    return skipped;
  }

  /**
   * When that had ended for which a class's VMs were, before the run did: the last of its tests, or
   * if they share VMs, the {@code <test>}.
   */
  Instant ended(Scope scope) {
    return scope == Scope.METHOD ? lastTestEnded : testsEnded;
  }

  @Override
  public void onTestSuccess(ITestResult result) {
    ended(passed, result);
  }

  @Override
  public void onTestFailure(ITestResult result) {
    ended(failed, result);
  }

  @Override
  public void onTestSkipped(ITestResult result) {
    ended(skipped, result);
  }

  @Override
  public void onFinish(ITestContext context) {
    testsEnded = Instant.now();
  }

  private synchronized void ended(List<ITestResult> how, ITestResult result) {
    how.add(result);
    lastTestEnded = Instant.now();
  }
}
