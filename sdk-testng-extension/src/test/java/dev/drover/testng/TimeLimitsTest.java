package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ObservedHub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.annotations.Test;
import org.testng.internal.thread.ThreadTimeoutException;

/** A test whose time was over has failed for that, whatever becomes of its thread. */
class TimeLimitsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static volatile CountDownLatch failed = new CountDownLatch(1);
  private static volatile Thread itsThread = Thread.currentThread();

  private final ObservedHub hub = ObservedHub.withVms(1);

  @BeforeEach
  void begin() {
    failed = new CountDownLatch(1);
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @org.junit.jupiter.api.Test
  void whatItsThreadThrowsThenIsNotWhy() throws InterruptedException {
    assertFailedForItsTime(NgRun.withListener(Tells.class, hub.uri(), ThrowsLate.class));
  }

  @org.junit.jupiter.api.Test
  void norDoesItPassWithoutAReason() throws InterruptedException {
    assertFailedForItsTime(NgRun.withListener(Tells.class, hub.uri(), ReturnsLate.class));
  }

  private void assertFailedForItsTime(NgRun run) throws InterruptedException {
    itsThread.join(PATIENCE.toMillis());
    assertThat(itsThread.isAlive()).isFalse();
    assertThat(run.failed())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getThrowable())
                    .isInstanceOf(ThreadTimeoutException.class)
                    .hasMessageContaining("didn't finish within the time-out 2000"));
    hub.assertReleasedOnce(1);
  }

  @DroverTest
  public static class ThrowsLate {
    @Test(timeOut = 2000)
    public void throwsLate(Vm vm) {
      waitForItsFailure();
      throw new IllegalStateException("late");
    }
  }

  @DroverTest
  public static class ReturnsLate {
    @Test(timeOut = 2000)
    public void returnsLate(Vm vm) {
      waitForItsFailure();
    }
  }

  @org.junit.jupiter.api.Test
  void whatIsThrownInTimeIsWhy() {
    NgRun run = NgRun.of(hub.uri(), ThrowsInTime.class);

    assertThat(run.failed())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getThrowable())
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("its own failure"));
  }

  @DroverTest
  public static class ThrowsInTime {
    @Test(timeOut = 120_000)
    public void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }
  }

  private static void waitForItsFailure() {
    itsThread = Thread.currentThread();
    while (true) {
      try {
        assertThat(failed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return;
      } catch (InterruptedException e) {
        // As TestNG does it when the time is over: now is too early.
      }
    }
  }

  public static class Tells implements ITestListener {
    @Override
    public void onTestFailure(ITestResult result) {
      failed.countDown();
    }
  }
}
