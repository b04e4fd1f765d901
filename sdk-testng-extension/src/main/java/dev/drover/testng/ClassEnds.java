package dev.drover.testng;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.testng.ITestClass;
import org.testng.ITestContext;
import org.testng.ITestNGMethod;
import org.testng.annotations.AfterClass;

/**
 * When a class has ended in a {@code <test>}: all its instances have, of which TestNG tells one by
 * one, and their tear-down is over, which comes after that. Where TestNG tells of fewer, as for
 * methods that a suite's interceptor left out, the end of the {@code <test>} has to do. Safe for
 * any number of threads.
 */
final class ClassEnds {

  private final Map<String, ToCome> byClass = new HashMap<>();

  /**
   * An instance has no more tests.
   *
   * @return whether its class has ended
   */
  synchronized boolean instanceEnds(ITestClass testClass) {
    ToCome toCome = toCome(testClass);
    toCome.instances--;
    return toCome.isNothing();
  }

  /**
   * A method that tears an instance down has ended, in whichever way.
   *
   * @return whether its class has ended
   */
  synchronized boolean isTornDown(ITestClass testClass) {
    ToCome toCome = toCome(testClass);
    toCome.tearDowns--;
    return toCome.isNothing();
  }

  /** Forgets what was to come in a {@code <test>} that has ended. */
  synchronized void forget(ITestContext test) {
    Tests.classes(test).forEach(byClass::remove);
  }

  private ToCome toCome(ITestClass testClass) {
    return byClass.computeIfAbsent(Tests.scopeKey(testClass), key -> new ToCome(testClass));
  }

  private static final class ToCome {
    private int instances;
    private int tearDowns;

    ToCome(ITestClass testClass) {
      ITestNGMethod[] tests = testClass.getTestMethods();
      // Each method is there once for each instance.
      instances =
          (int)
              Stream.of(tests)
                  .map(Tests::method)
                  .filter(method -> method.equals(Tests.method(tests[0])))
                  .count();
      long each =
          Stream.of(testClass.getAfterClassMethods())
              .map(Tests::method)
              .distinct()
              .map(method -> method.getAnnotation(AfterClass.class))
              .filter(annotation -> annotation != null && annotation.enabled())
              .count();
      tearDowns = (int) each * instances;
    }

    boolean isNothing() {
      return instances <= 0 && tearDowns <= 0;
    }
  }
}
