package dev.drover.testng;

import dev.drover.testing.fixture.ParameterRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testng.ITestContext;
import org.testng.ITestResult;
import org.testng.annotations.NoInjection;
import org.testng.xml.XmlTest;

/** Where in a row of a data provider the values are that Drover gives. */
final class Slots {

  /** What TestNG fills itself, which has no place in a row. */
  private static final Set<Class<?>> TESTNGS_OWN =
      Set.of(ITestContext.class, ITestResult.class, XmlTest.class, Method.class);

  private Slots() {}

  static boolean wantedBy(Method method) {
    return !ParameterRequest.of(method).isEmpty();
  }

  /** A row with the user's values where they belong, and empty slots between them. */
  static @Nullable Object[] padded(Method method, @Nullable Object[] users) {
    List<@Nullable Object> row = new ArrayList<>();
    int next = 0;
    for (Parameter parameter : method.getParameters()) {
      if (ParameterRequest.supplies(parameter.getType())) {
        row.add(null);
      } else if (!isTestNgsOwn(parameter) && next < users.length) {
        row.add(users[next++]);
      }
    }
    // Too many values are TestNG's to complain about.
    while (next < users.length) {
      row.add(users[next++]);
    }
    return row.toArray();
  }

  private static boolean isTestNgsOwn(Parameter parameter) {
    return TESTNGS_OWN.contains(parameter.getType())
        && !parameter.isAnnotationPresent(NoInjection.class);
  }
}
