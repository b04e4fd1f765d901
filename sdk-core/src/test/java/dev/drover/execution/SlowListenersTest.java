package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.Gap;
import dev.drover.Limits;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that are slower than the server: memory stays flat, steps stay whole. */
@Timeout(60)
class SlowListenersTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void logLinesAreDroppedForNewerOnesAndStepsNever() throws Exception {
    try (HandPlayedServer played =
        HandPlayedServer.connected(o -> o.limits(Limits.DEFAULT.withMaxQueuedEvents(100)))) {
      CountDownLatch gate = new CountDownLatch(1);
      AtomicInteger logs = new AtomicInteger();
      List<StepEvent> steps = played.collect(StepEvent.class);
      played.client.events().on(LogEntry.class, log -> pass(gate, logs));
      long before = usedAfterCollection();
      String line = "x".repeat(1000);
      for (int i = 0; i < 50_000; i++) {
        played.log(line);
        if (i % 1000 == 0) {
          played.step(String.valueOf(i / 1000), "m-" + i / 1000);
        }
      }
      assertThat(usedAfterCollection() - before).isLessThan(10 * MEGABYTE);

      gate.countDown();

      await().until(() -> steps.size() == 50);
      assertThat(steps)
          .extracting(step -> Integer.parseInt(step.stepId()))
          .isEqualTo(IntStream.range(0, 50).boxed().toList());
      await().until(() -> dropped(played) + logs.get() == 50_000);
      assertThat(logs).hasValueBetween(101, 201);
    }
  }

  @Test
  void aStepDoesNotWaitForeverBehindLogLines() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch never = new CountDownLatch(1);
      List<StepEvent> steps = played.collect(StepEvent.class);
      played.client.events().on(LogEntry.class, log -> pause(never, 1000));
      for (int i = 0; i < 1000; i++) {
        played.log("x");
      }
      played.step("1", "m-1");

      await().atMost(15, TimeUnit.SECONDS).until(() -> steps.size() == 1);
      assertThat(dropped(played)).isGreaterThan(900);
      never.countDown();
    }
  }

  @Test
  void framesThatNobodyHasTimeForAreNotKept() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch gate = new CountDownLatch(1);
      List<StepEvent> steps = played.collect(StepEvent.class);
      List<PreviewFrame> heard = new CopyOnWriteArrayList<>();
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      preview.onFrame(
          frame -> {
            heard.add(frame);
            pause(gate, 30_000);
          });
      String large = "A".repeat(200_000);
      long before = usedAfterCollection();
      for (int i = 0; i < 1000; i++) {
        played.frame("d1", large);
      }
      played.step("1", "m-1");
      await().until(() -> steps.size() == 1);
      assertThat(usedAfterCollection() - before).isLessThan(10 * MEGABYTE);

      gate.countDown();

      await().until(() -> heard.contains(preview.latest().orElseThrow()));
      assertThat(heard).hasSizeLessThan(5);
    }
  }

  private static long dropped(HandPlayedServer played) {
    return played.client.events().gaps().stream().mapToLong(Gap::dropped).sum();
  }

  private static void pass(CountDownLatch gate, AtomicInteger count) {
    count.incrementAndGet();
    pause(gate, 30_000);
  }

  private static void pause(CountDownLatch gate, long millis) {
    try {
      boolean opened = gate.await(millis, TimeUnit.MILLISECONDS);
      assertThat(opened || millis == 1000).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long usedAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
