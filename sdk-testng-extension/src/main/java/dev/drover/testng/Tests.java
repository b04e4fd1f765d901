package dev.drover.testng;

import dev.drover.testing.DroverTest;
import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import dev.drover.testing.fixture.TestMethod;
import dev.drover.testing.fixture.TestPlace;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testng.ITestClass;
import org.testng.ITestContext;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;
import org.testng.annotations.Test;
import org.testng.xml.XmlTest;

/** What TestNG's objects say of tests. Also where a test's state is: nowhere else is it safe. */
final class Tests {

  /** TestNG's, looked at anew by it, too, for each test. */
  private static final String DRY_RUN = "testng.mode.dryrun";

  private static final String INVOCATION = "dev.drover.invocation";

  private Tests() {}

  static @Nullable TestInvocation of(ITestResult result) {
    return result.getAttribute(INVOCATION) instanceof TestInvocation known ? known : null;
  }

  static void begun(ITestResult result, TestInvocation invocation) {
    result.setAttribute(INVOCATION, invocation);
  }

  static boolean isOurs(ITestResult result) {
    return !arePretended()
        && areAnnotated(result.getTestClass().getRealClass(), method(result.getMethod()));
  }

  /** Whether TestNG only pretends to run tests. */
  static boolean arePretended() {
    return Boolean.getBoolean(DRY_RUN);
  }

  /** Whether this is asked for the first time of a result. */
  static boolean isFirst(ITestResult result, String what) {
    boolean first = result.getAttribute(what) == null;
    result.setAttribute(what, true);
    return first;
  }

  static Method method(ITestNGMethod method) {
    return method.getConstructorOrMethod().getMethod();
  }

  /** Whether a test is Drover's business at all. */
  static boolean areAnnotated(@Nullable Class<?> testClass, @Nullable Method method) {
    return around(testClass, method).stream()
        .anyMatch(element -> element.isAnnotationPresent(DroverTest.class));
  }

  /** Those that an annotation of the class makes tests, inherited ones as well. */
  static List<Method> publicMethods(@Nullable Class<?> testClass) {
    return testClass == null
        ? List.of()
        : Arrays.stream(testClass.getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class)
            .toList();
  }

  /** TestNG would look for them where the class's annotation has its own, if it had any. */
  static boolean hasOwnData(Method method) {
    Test test = method.getAnnotation(Test.class);
    return test != null && !test.dataProvider().isEmpty();
  }

  static TestMethod describe(ITestResult result) {
    Method method = method(result.getMethod());
    String values = values(method, result.getParameters());
    int count = result.getMethod().getCurrentInvocationCount();
    String name =
        method.getName()
            + (values.isEmpty() ? "" : "(" + values + ")")
            + (result.getMethod().getInvocationCount() > 1 ? " #" + (count + 1) : "");
    return TestMethod.of(result.getTestClass().getRealClass(), method, name);
  }

  /** The user's own: what Drover gives is another one for each attempt. */
  private static String values(Method method, @Nullable Object[] parameters) {
    Class<?>[] types = method.getParameterTypes();
    return IntStream.range(0, parameters.length)
        .filter(i -> i >= types.length || !ParameterRequest.supplies(types[i]))
        .mapToObj(i -> parameters[i])
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  static TestPlace place(ITestResult result) {
    Class<?> testClass = result.getTestClass().getRealClass();
    ITestContext context = result.getTestContext();
    return new TestPlace(
        around(testClass, method(result.getMethod())),
        testClass.getName(),
        scopeKey(testClass, context.getCurrentXmlTest()),
        name -> context.getCurrentXmlTest().getParameter(name));
  }

  /** Names the class in its {@code <test>}: several may run the same one, at the same time. */
  static String scopeKey(ITestClass testClass) {
    return scopeKey(testClass.getRealClass(), testClass.getXmlTest());
  }

  /** The classes whose tests a {@code <test>} has, by such names. */
  static Stream<String> classes(ITestContext context) {
    return Arrays.stream(context.getAllTestMethods())
        .map(method -> method.getTestClass().getRealClass())
        .distinct()
        .map(testClass -> scopeKey(testClass, context.getCurrentXmlTest()));
  }

  /** TestNG sees to it that no two suites and no two {@code <test>}s of one have the same name. */
  private static String scopeKey(Class<?> testClass, XmlTest test) {
    return "%s in %s/%s".formatted(testClass.getName(), test.getSuite().getName(), test.getName());
  }

  private static List<AnnotatedElement> around(
      @Nullable Class<?> testClass, @Nullable Method method) {
    List<AnnotatedElement> around = new ArrayList<>();
    if (method != null) {
      around.add(method);
    }
    Class<?> innermost =
        testClass != null || method == null ? testClass : method.getDeclaringClass();
    for (Class<?> at = innermost; at != null; at = at.getEnclosingClass()) {
      around.add(at);
    }
    return around;
  }
}
