package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.Gap;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DispatcherTest {

  private final List<String> reported = new CopyOnWriteArrayList<>();
  private final ErrorSink errors =
      new ErrorSink(ClientOptions.of("ws://fake").onError(e -> reported.add(e.getMessage())));
  private final CountDownLatch gate = new CountDownLatch(1);

  @RepeatedTest(20)
  void runsInOrderOneAtATime() {
    Dispatcher dispatcher = dispatcher(10);
    List<Integer> seen = new ArrayList<>();

    IntStream.range(0, 2000).forEach(i -> dispatcher.guaranteed(() -> seen.add(i)));

    CompletableFuture<Void> all = new CompletableFuture<>();
    dispatcher.guaranteed(() -> all.complete(null));
    all.join();
    assertThat(seen).isEqualTo(IntStream.range(0, 2000).boxed().toList());
  }

  @Test
  void guaranteedWorkWaitsForRoomAndIsNotLost() {
    Dispatcher dispatcher = dispatcher(2);
    List<Integer> seen = new CopyOnWriteArrayList<>();
    dispatcher.unbounded(this::passGate);
    Thread producer =
        DaemonThreads.start(
            "producer",
            () -> IntStream.range(0, 100).forEach(i -> dispatcher.guaranteed(() -> seen.add(i))));
    await().until(() -> producer.getState() == Thread.State.TIMED_WAITING);

    gate.countDown();

    await().until(() -> seen.size() == 100);
  }

  @Test
  void aStuckCallbackHoldsTheProducerBackOnlySoLong() {
    Dispatcher dispatcher = new Dispatcher(DaemonThreads.executor(), 1, 30, errors);
    dispatcher.unbounded(this::passGate);

    IntStream.range(0, 5).forEach(i -> dispatcher.guaranteed(() -> {}));

    gate.countDown();
  }

  @Test
  void liftedItHoldsNobodyBack() {
    Dispatcher dispatcher = dispatcher(1);
    dispatcher.unbounded(this::passGate);
    dispatcher.lift();

    IntStream.range(0, 100).forEach(i -> dispatcher.guaranteed(() -> {}));

    gate.countDown();
  }

  @Test
  void whatACallbackThrowsIsReportedAndHarmsNoOther() {
    Dispatcher dispatcher = dispatcher(10);
    CompletableFuture<Void> next = new CompletableFuture<>();

    dispatcher.unbounded(
        () -> {
          throw new AssertionError("in a callback");
        });
    dispatcher.unbounded(() -> next.complete(null));

    next.join();
    await().untilAsserted(() -> assertThat(reported).anyMatch(m -> m.contains("in a callback")));
  }

  @Test
  void anExecutorThatRunsOnTheSpotDoesNotGetTheCallersThread() throws Exception {
    Dispatcher dispatcher = new Dispatcher(Runnable::run, 10, 1000, errors);
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    dispatcher.guaranteed(() -> ran.complete(Thread.currentThread()));

    assertThat(ran.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
  }

  @Test
  void anExecutorThatRefusesIsReportedAndReplaced() throws Exception {
    Dispatcher dispatcher =
        new Dispatcher(
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            10,
            1000,
            errors);
    CompletableFuture<String> ran = new CompletableFuture<>();

    dispatcher.guaranteed(() -> ran.complete("yes"));

    assertThat(ran.get(5, TimeUnit.SECONDS)).isEqualTo("yes");
    await().untilAsserted(() -> assertThat(reported).anyMatch(m -> m.contains("refused")));
  }

  @Test
  void aSlowListenerLosesTheOldestAndHearsOfTheGap() {
    Dispatcher dispatcher = dispatcher(100);
    DefaultEventStream<Integer> stream = new DefaultEventStream<>("events", dispatcher, 3, errors);
    List<Object> seen = new CopyOnWriteArrayList<>();
    stream.onEach(seen::add);
    stream.onGap(gap -> seen.add("gap of " + gap.dropped()));
    dispatcher.unbounded(this::passGate);

    IntStream.range(0, 10).forEach(stream::publish);
    gate.countDown();

    await().untilAsserted(() -> assertThat(seen).containsExactly("gap of 7", 7, 8, 9));
    assertThat(stream.gaps()).hasSize(1);
    assertThatThrownBy(stream::assertNoGaps).isInstanceOf(AssertionError.class);
  }

  @Test
  void typesAreToldApartAndSubscriptionsEnd() {
    Dispatcher dispatcher = dispatcher(100);
    DefaultEventStream<Object> stream = new DefaultEventStream<>("events", dispatcher, 100, errors);
    List<Object> strings = new CopyOnWriteArrayList<>();
    List<Object> all = new CopyOnWriteArrayList<>();
    var subscription = stream.on(String.class, strings::add);
    stream.onEach(all::add);

    stream.publish("a");
    stream.publish(1);
    stream.publishGap(new Gap(Instant.now(), Instant.now(), "test", 0));
    await().until(() -> all.size() == 2);
    subscription.close();
    stream.publish("b");

    await().until(() -> all.size() == 3);
    assertThat(strings).containsExactly("a");
    assertThat(subscription.isActive()).isFalse();
  }

  @Test
  void expectHearsWhatItsTriggerCauses() {
    Dispatcher dispatcher = dispatcher(100);
    DefaultEventStream<Object> stream = new DefaultEventStream<>("events", dispatcher, 100, errors);

    String found =
        stream.expect(
            String.class, Duration.ofSeconds(5), () -> List.of(1, "x").forEach(stream::publish));

    assertThat(found).isEqualTo("x");
    assertThatThrownBy(
            () -> stream.expect(String.class, Duration.ofMillis(50), () -> stream.publish(1)))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("String")
        .hasMessageContaining("only these came: [1]");
  }

  private Dispatcher dispatcher(int capacity) {
    return new Dispatcher(DaemonThreads.executor(), capacity, 30_000, errors);
  }

  private void passGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
