package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However a request ends, the table is empty afterwards, and it ended once. */
@Timeout(20)
class PendingRequestsTest {

  private final PendingRequests<String> table =
      new PendingRequests<>(DaemonThreads.executor(), false, 3, () -> "connected to ws://fake");

  @AfterEach
  void emptyInTheEnd() {
    assertThat(table.size()).isZero();
    table.close();
  }

  @Test
  void endsWithItsAnswer() throws Exception {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));

    assertThat(table.answer("1", "42")).isTrue();

    assertThat(request.get(5, TimeUnit.SECONDS)).isEqualTo(42);
  }

  @Test
  void aFailedConversionIsHowItFails() {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));

    table.answer("1", "no number");

    assertThatThrownBy(() -> request.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(NumberFormatException.class);
  }

  @Test
  void lateAndDuplicateAnswersFindNobody() {
    open("1", Duration.ofSeconds(5));

    assertThat(table.answer("1", "1")).isTrue();
    assertThat(table.answer("1", "2")).isFalse();
    assertThat(table.answer("never asked", "3")).isFalse();
  }

  @Test
  void endsAtItsDeadlineAndSaysWhatWasAskedOfWhom() {
    PendingRequest<String, Integer> request = open("1", Duration.ofMillis(50));

    assertThatThrownBy(() -> request.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("command 'x' on vm-1")
        .hasMessageContaining("request 1")
        .hasMessageContaining("50 ms")
        .hasMessageContaining("connected to ws://fake")
        .hasMessageContaining("do this");
    assertThat(table.answer("1", "late")).isFalse();
  }

  @Test
  void anEarlierDeadlineIsNotKeptWaitingByALaterOne() {
    PendingRequest<String, Integer> later = open("later", Duration.ofSeconds(60));
    PendingRequest<String, Integer> sooner = open("sooner", Duration.ofMillis(30));

    assertThatThrownBy(() -> sooner.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RequestTimeoutException.class);
    assertThat(later).isNotDone();
    later.cancel(false);
  }

  @Test
  void cancelTakesItOut() {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));

    request.cancel(false);

    assertThat(table.size()).isZero();
  }

  @Test
  void completingItFromOutsideTakesItOut() throws Exception {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));
    PendingRequest<String, Integer> other = open("2", Duration.ofSeconds(5));

    request.complete(7);
    other.orTimeout(10, TimeUnit.MILLISECONDS);

    assertThat(request.get()).isEqualTo(7);
    assertThatThrownBy(() -> other.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aFailedSendTakesItOut() {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));

    table.fail(request, new ConnectionException(Reason.OVERFLOW, "full", null));

    assertThat(table.size()).isZero();
    assertThatThrownBy(() -> request.get(5, TimeUnit.SECONDS)).hasMessageContaining("full");
  }

  @Test
  void aLostConnectionEndsThoseItDooms() {
    PendingRequest<String, Integer> doomed = open("1", Duration.ofSeconds(5));
    PendingRequest<String, Integer> spared = open("2", Duration.ofSeconds(5));

    table.failAll(request -> request == doomed, Reason.LOST, "reset by peer", null);

    assertThatThrownBy(() -> doomed.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("reset by peer")
        .hasMessageContaining("not known");
    assertThat(spared).isNotDone();
    spared.cancel(false);
  }

  @Test
  void closeEndsAllAndRefusesMore() {
    PendingRequest<String, Integer> request = open("1", Duration.ofSeconds(5));

    table.close();
    PendingRequest<String, Integer> tooLate = open("2", Duration.ofSeconds(5));

    for (CompletableFuture<Integer> ended : List.of(request, tooLate)) {
      assertThatThrownBy(() -> ended.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionException.class);
    }
  }

  @Test
  void oneMoreThanTheLimitIsRefused() {
    List<PendingRequest<String, Integer>> three =
        List.of(
            open("1", Duration.ofSeconds(5)),
            open("2", Duration.ofSeconds(5)),
            open("3", Duration.ofSeconds(5)));

    assertThatThrownBy(() -> open("4", Duration.ofSeconds(5)).get())
        .hasMessageContaining("limit 3")
        .hasMessageContaining("maxPendingRequests");
    three.forEach(request -> request.cancel(false));
  }

  @Test
  void completesOffTheAnsweringThreadUnlessAskedTo() throws Exception {
    CompletableFuture<Thread> off = new CompletableFuture<>();
    open("1", Duration.ofSeconds(5)).thenAccept(value -> off.complete(Thread.currentThread()));
    CompletableFuture<Thread> inline = new CompletableFuture<>();
    Request request = new Request("2", "x", Duration.ofSeconds(5), "", true);
    table
        .open(request, any -> true, Integer::valueOf)
        .thenAccept(value -> inline.complete(Thread.currentThread()));

    table.answer("1", "1");
    table.answer("2", "2");

    assertThat(off.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    assertThat(inline.get(5, TimeUnit.SECONDS)).isSameAs(Thread.currentThread());
  }

  @RepeatedTest(50)
  void answerTimeoutAndCancelRaceToExactlyOneEnd() throws Exception {
    List<String> ends = new CopyOnWriteArrayList<>();
    PendingRequest<String, Integer> request = open("1", Duration.ofMillis(2));
    request.onEnd(end -> ends.add(end.name()));
    CountDownLatch start = new CountDownLatch(1);
    for (Runnable racer :
        List.<Runnable>of(() -> table.answer("1", "1"), () -> request.cancel(false))) {
      DaemonThreads.executor()
          .execute(
              () -> {
                await(start);
                racer.run();
              });
    }
    start.countDown();

    Awaitility.await().until(request::isDone);
    assertThat(ends).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private PendingRequest<String, Integer> open(String id, Duration timeout) {
    Request request = new Request(id, "command 'x' on vm-1", timeout, "do this", false);
    return table.open(request, any -> true, Integer::valueOf);
  }
}
