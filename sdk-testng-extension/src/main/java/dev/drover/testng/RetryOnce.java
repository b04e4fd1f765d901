package dev.drover.testng;

import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.fixture.TestInvocation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.testng.IRetryAnalyzer;
import org.testng.ITestResult;

/** One more attempt for a test that could not be judged, where that is wanted. */
public final class RetryOnce implements IRetryAnalyzer {

  private final Set<String> retried = ConcurrentHashMap.newKeySet();

  /** Called by TestNG. */
  public RetryOnce() {}

  @Override
  public boolean retry(ITestResult result) {
    TestInvocation invocation = Tests.of(result);
    return invocation != null
        && invocation.onInfrastructureFailure() == OnInfrastructureFailure.RETRY
        && invocation.infrastructureFailure(result.getThrowable()).isPresent()
        && retried.add(
            System.identityHashCode(result.getInstance()) + invocation.test().displayName());
  }
}
