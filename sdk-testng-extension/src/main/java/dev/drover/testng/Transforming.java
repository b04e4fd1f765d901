package dev.drover.testng;

import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testng.annotations.ITestAnnotation;
import org.testng.internal.annotations.DisabledRetryAnalyzer;

/** What tests need that TestNG lets nobody add but by their annotations. */
final class Transforming {

  private Transforming() {}

  static void transform(
      ITestAnnotation annotation, @Nullable Class<?> testClass, @Nullable Method method) {
    List<Method> tests = method == null ? Tests.publicMethods(testClass) : List.of(method);
    // A class that inherits a method may be annotated, of which nobody tells here.
    boolean mayBeOurs = method != null && Slots.wantedBy(method);
    if (!mayBeOurs && tests.stream().noneMatch(test -> Tests.areAnnotated(testClass, test))) {
      return;
    }
    if (tests.stream().anyMatch(Slots::wantedBy)
        && (method != null || tests.stream().noneMatch(Tests::hasOwnData))
        && annotation.getDataProvider().isEmpty()
        && annotation.getDataProviderDynamicClass().isEmpty()) {
      annotation.setDataProvider(OneRow.NAME);
      annotation.setDataProviderClass(OneRow.class);
    }
    if (annotation.getRetryAnalyzerClass() == DisabledRetryAnalyzer.class) {
      annotation.setRetryAnalyzer(RetryOnce.class);
    }
  }
}
