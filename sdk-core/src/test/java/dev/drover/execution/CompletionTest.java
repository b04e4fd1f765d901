package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.RequestTimeoutException;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.LogEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CompletionTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void comesWithTheMessage() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CompletableFuture<ExecutionCompleted> end = played.client.awaitCompletionAsync(SOON);
      played.completed();

      assertThat(end.get(5, TimeUnit.SECONDS).succeeded()).isTrue();
      assertThat(played.client.awaitCompletion(SOON).totalSteps()).hasValue(2);
    }
  }

  @Test
  void comesAfterListenersHaveHeardAll() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      AtomicInteger heard = new AtomicInteger();
      played.client.events().on(LogEntry.class, log -> slowly(heard));
      for (int i = 0; i < 20; i++) {
        played.log("x");
      }
      played.completed();

      played.client.awaitCompletion(SOON);

      assertThat(heard).hasValue(20);
    }
  }

  @Test
  void comesWithALastProgressFromServersThatSayNoMore() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionCompleted> ends = played.collect(ExecutionCompleted.class);
      played.says("{'type':'execution_progress','progress_percentage':100,'status':'failed'}");

      ExecutionCompleted end = played.client.awaitCompletion(SOON);

      assertThat(end.status()).isEqualTo("failed");
      assertThat(end.totalSteps()).isEmpty();
      assertThat(ends).hasSize(1);
    }
  }

  @Test
  void isTheMessageIfThatFollowsTheLastProgress() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionCompleted> ends = played.collect(ExecutionCompleted.class);
      played.says("{'type':'execution_progress','progress_percentage':100,'status':'completed'}");
      played.completed();
      played.completed();

      assertThat(played.client.awaitCompletion(SOON).totalSteps()).hasValue(2);
      assertThat(ends).hasSize(1);
    }
  }

  @Test
  void isNotAHundredPercentWithoutStatusOrStillRunning() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.says("{'type':'execution_progress','progress_percentage':100}");
      played.says("{'type':'execution_progress','progress_percentage':100,'status':'running'}");

      assertThatThrownBy(() -> played.client.awaitCompletion(Duration.ofMillis(1300)))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("did not end within 1.3 s")
          .hasMessageContaining("100.0 %")
          .hasMessageContaining("connected to");
    }
  }

  @Test
  void endsTheSessionWhenTheServerCloses() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.completed();
      played.closes(1000);

      assertThat(played.client.awaitCompletion(SOON).succeeded()).isTrue();
      await().until(() -> played.client.state() == ConnectionState.CLOSED);
      assertThat(played.transports.made).isEmpty();
    }
  }

  @Test
  void byALastProgressSurvivesTheClose() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.says("{'type':'execution_progress','progress_percentage':100,'status':'completed'}");
      played.closes(1000);

      assertThat(played.client.awaitCompletion(SOON).status()).isEqualTo("completed");
    }
  }

  @Test
  void failsIfTheExecutionEndedUnheard() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CompletableFuture<ExecutionCompleted> end = played.client.awaitCompletionAsync(SOON);
      played.cut();
      played.server.refused(409);

      assertThatThrownBy(() -> end.get(5, TimeUnit.SECONDS))
          .cause()
          .hasMessageContaining("the end of the execution was not heard")
          .extracting(failure -> ((ConnectionException) failure).reason())
          .isEqualTo(Reason.NOT_ACTIVE);
    }
  }

  @Test
  void failsIfTheClientIsClosed() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CompletableFuture<ExecutionCompleted> end = played.client.awaitCompletionAsync(SOON);

      played.client.close();

      assertThatThrownBy(() -> end.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionException.class);
    }
  }

  @Test
  void givenUpByOneIsStillComingToTheOther() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CompletableFuture<ExecutionCompleted> one = played.client.awaitCompletionAsync(SOON);
      CompletableFuture<ExecutionCompleted> other = played.client.awaitCompletionAsync(SOON);
      one.cancel(false);

      played.completed();

      assertThat(other.get(5, TimeUnit.SECONDS).succeeded()).isTrue();
    }
  }

  @Test
  void isNotWaitedForInsideAListener() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      played
          .client
          .events()
          .onEach(e -> thrown.complete(catchThrowable(() -> played.client.awaitCompletion(SOON))));

      played.log("x");

      assertThat(thrown.get(5, TimeUnit.SECONDS))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("awaitCompletionAsync");
    }
  }

  private static void slowly(AtomicInteger count) {
    try {
      new CompletableFuture<>().completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    count.incrementAndGet();
  }
}
