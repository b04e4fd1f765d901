package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.DroverException;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.InfrastructureFailure;
import dev.drover.testing.RequiresVm;
import dev.drover.testing.observed.ObservedHub;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testng.annotations.Test;

/** What comes before a test method, and what becomes of the method if that fails. */
class BeginningsTest {

  private static final AtomicInteger RUNS = new AtomicInteger();

  private final ObservedHub hub = ObservedHub.withVms(1);

  @BeforeEach
  void countFromZero() {
    RUNS.set(0);
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @org.junit.jupiter.api.Test
  void aTestThatCannotBeginFailsWithTheReason() {
    NgRun run = NgRun.of(Map.of("drover.hub", hub.uri(), "drover.pool", "many"), 1, Counts.class);

    assertThat(run.passed()).isEmpty();
    assertThat(run.failed())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getThrowable())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pool should be a number of VMs, but is 'many'"));
    assertThat(RUNS).hasValue(0);
  }

  @DroverTest
  public static class Counts {
    @Test
    public void counts(Vm vm) {
      RUNS.incrementAndGet();
    }
  }

  @org.junit.jupiter.api.Test
  void aHubThatIsNotThereIsNoReasonToSkip() {
    NgRun run = NgRun.of("ws://127.0.0.1:1", NeedsLinux.class);

    assertThat(run.skipped()).isEmpty();
    assertThat(run.failed().get(0).getThrowable())
        .isInstanceOf(InfrastructureFailure.class)
        .hasMessageContaining("ws://127.0.0.1:1");
    assertThat(RUNS).hasValue(0);
  }

  @DroverTest
  @RequiresVm(os = "linux")
  public static class NeedsLinux {
    @Test
    public void counts(Vm vm) {
      RUNS.incrementAndGet();
    }
  }

  @org.junit.jupiter.api.Test
  void whatATestExpectsToBeThrownIsNotWhyItDidNotRun() {
    NgRun run = NgRun.of("ws://127.0.0.1:1", Expects.class);

    assertThat(run.passed()).isEmpty();
    assertThat(run.failed())
        .singleElement()
        .satisfies(
            result -> assertThat(result.getThrowable()).isInstanceOf(InfrastructureFailure.class));
    assertThat(RUNS).hasValue(0);
  }

  @DroverTest
  public static class Expects {
    @Test(expectedExceptions = DroverException.class)
    public void counts(Vm vm) {
      RUNS.incrementAndGet();
    }
  }

  @org.junit.jupiter.api.Test
  void theTimeInTheQueueIsNoneOfTheTests() {
    try (HubClient other = HubClient.connect(hub.uri())) {
      other.spinUp(TestCase.of("theirs"));
      CompletableFuture<Void> released =
          CompletableFuture.runAsync(hub::awaitRefusal)
              .thenRunAsync(
                  () -> other.release("theirs"),
                  CompletableFuture.delayedExecutor(Hurries.LIMIT + 1000, TimeUnit.MILLISECONDS));

      NgRun run = NgRun.of(hub.uri(), Hurries.class);

      released.join();
      assertThat(run.failed()).isEmpty();
      assertThat(run.passed()).hasSize(1);
    }
  }

  @DroverTest
  public static class Hurries {
    static final int LIMIT = 4000;

    @Test(timeOut = LIMIT)
    public void counts(Vm vm) {
      vm.sendCommand("anything");
    }
  }
}
