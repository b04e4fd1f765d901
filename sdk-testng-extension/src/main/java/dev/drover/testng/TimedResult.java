package dev.drover.testng;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.testng.ITestNGMethod;
import org.testng.ITestResult;

/**
 * The result of a test with a time limit, as the thread that runs it has it. TestNG has that thread
 * write down what was thrown though the one that waits may just have written down that the time is
 * over: the test would have failed for having been interrupted, or without any reason.
 */
final class TimedResult {

  private TimedResult() {}

  /** The result to run a test with: what is thrown is told in another way, too. */
  static ITestResult of(ITestResult result) {
    ITestNGMethod test = result.getMethod();
    return test.getTimeOut() > 0 || test.getInvocationTimeOut() > 0 ? untouched(result) : result;
  }

  private static ITestResult untouched(ITestResult result) {
    return (ITestResult)
        Proxy.newProxyInstance(
            TimedResult.class.getClassLoader(),
            new Class<?>[] {ITestResult.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("setThrowable")) {
                return null;
              }
              try {
                return method.invoke(result, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
