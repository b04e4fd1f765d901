package dev.drover.testng;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.testng.IDataProviderMethod;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;

/** The data of tests that have none of their own: TestNG fills parameters from data alone. */
public final class OneRow {

  static final String NAME = "drover";

  private OneRow() {}

  /**
   * Called by TestNG.
   *
   * @param test the test method
   * @return one row of empty slots
   */
  @DataProvider(name = NAME)
  public static @Nullable Object[][] emptySlots(Method test) {
    return new @Nullable Object[][] {Slots.padded(test, new Object[0])};
  }

  static boolean isGivenTo(ITestNGMethod test) {
    IDataProviderMethod data = test.getDataProviderMethod();
    return data != null && data.getMethod().getDeclaringClass() == OneRow.class;
  }

  /** Why such a test fails that is none of Drover's: it would run without its values. */
  static IllegalStateException notAnnotated(ITestNGMethod test) {
    return new IllegalStateException(
        "%s takes what only Drover gives, but neither it nor the class that runs it is annotated with @DroverTest"
            .formatted(test.getQualifiedName()));
  }

  /**
   * Has such a test fail where another hook than Drover's has run it, or where it expects just what
   * Drover's throws.
   */
  static void check(ITestResult result) {
    if (!isGivenTo(result.getMethod()) || result.getStatus() == ITestResult.SKIP) {
      return;
    }
    IllegalStateException notAnnotated = notAnnotated(result.getMethod());
    Throwable thrown = result.getThrowable();
    if (thrown == null || !String.valueOf(notAnnotated.getMessage()).equals(thrown.getMessage())) {
      if (thrown != null) {
        notAnnotated.addSuppressed(thrown);
      }
      result.setThrowable(notAnnotated);
    }
    result.setStatus(ITestResult.FAILURE);
  }
}
