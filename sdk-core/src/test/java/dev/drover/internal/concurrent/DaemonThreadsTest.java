package dev.drover.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DaemonThreadsTest {

  @Test
  void poolThreadsAreNamedDaemons() throws Exception {
    CompletableFuture<Thread> worker = new CompletableFuture<>();

    DaemonThreads.executor().execute(() -> worker.complete(Thread.currentThread()));

    Thread thread = worker.get(5, TimeUnit.SECONDS);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("drover-");
  }

  @Test
  void poolRunsEverythingAtTheSameTime() throws Exception {
    Executor pool = DaemonThreads.executor();
    CountDownLatch allThere = new CountDownLatch(20);

    for (int i = 0; i < 20; i++) {
      pool.execute(
          () -> {
            allThere.countDown();
            assertThat(reached(allThere)).isTrue();
          });
    }

    assertThat(reached(allThere)).isTrue();
  }

  @Test
  void aTaskThatThrowsDoesNotHurtTheNext() throws Exception {
    CompletableFuture<Void> next = new CompletableFuture<>();

    DaemonThreads.executor()
        .execute(
            () -> {
              throw new AssertionError("expected in the log");
            });
    DaemonThreads.executor().execute(() -> next.complete(null));

    assertThat(next).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void aThreadOfItsOwnHasItsName() {
    CompletableFuture<String> name = new CompletableFuture<>();

    Thread thread =
        DaemonThreads.start("drover-own", () -> name.complete(Thread.currentThread().getName()));

    assertThat(name).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("drover-own");
    assertThat(thread.isDaemon()).isTrue();
  }

  @Test
  void timersFireInTurnOnADaemonThread() {
    Set<String> threads = ConcurrentHashMap.newKeySet();
    AtomicInteger fired = new AtomicInteger();

    for (int millis : Arrays.asList(30, 10, 20)) {
      ScheduledFuture<?> timer =
          Timers.schedule(
              () -> {
                threads.add(Thread.currentThread().getName());
                fired.incrementAndGet();
              },
              Duration.ofMillis(millis));
      assertThat(timer.isCancelled()).isFalse();
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> fired.get() == 3);
    assertThat(threads).containsExactly("drover-timer");
  }

  @Test
  void aCancelledTimerNeverFires() {
    AtomicInteger fired = new AtomicInteger();
    ScheduledFuture<?> cancelled =
        Timers.schedule(() -> fired.addAndGet(10), Duration.ofMillis(50));
    cancelled.cancel(false);

    CompletableFuture<Void> later = new CompletableFuture<>();
    ScheduledFuture<?> next = Timers.schedule(() -> later.complete(null), Duration.ofMillis(100));

    assertThat(later).succeedsWithin(Duration.ofSeconds(5));
    assertThat(next.isCancelled()).isFalse();
    assertThat(fired).hasValue(0);
  }

  @Test
  void aTimerThatThrowsDoesNotHurtTheNext() {
    CompletableFuture<Void> later = new CompletableFuture<>();
    ScheduledFuture<?> failing =
        Timers.schedule(
            () -> {
              throw new IllegalStateException("expected in the log");
            },
            Duration.ZERO);
    ScheduledFuture<?> next = Timers.schedule(() -> later.complete(null), Duration.ofMillis(1));

    assertThat(later).succeedsWithin(Duration.ofSeconds(5));
    assertThat(failing.isDone() && !next.isCancelled()).isTrue();
  }

  @Test
  void foreverIsNoProblem() {
    ScheduledFuture<?> never =
        Timers.schedule(() -> {}, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    assertThat(never.isDone()).isFalse();
    assertThat(never.cancel(false)).isTrue();
  }

  private static boolean reached(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
