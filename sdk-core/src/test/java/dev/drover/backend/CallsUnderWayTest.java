package dev.drover.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.Limits;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.backend.SilentBackend.Call;
import dev.drover.hub.CommandRequest;
import dev.drover.internal.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many calls, and calls that end in other ways than by an answer. */
@Timeout(30)
class CallsUnderWayTest {

  private static final String PONG = StubBackend.wrapped("{'type':'pong'}").replace('\'', '"');

  @Test
  void twoHundredCallsAtOnce() {
    try (StubBackend backend = StubBackend.large()) {
      backend.answers(
          StubBackend.json(200, StubBackend.wrapped("{'type':'pong'}")).withFixedDelay(300));

      List<CompletableFuture<Duration>> pings =
          IntStream.range(0, 200).mapToObj(i -> backend.client.pingAsync("vm-" + i)).toList();

      assertThat(pings).allSatisfy(ping -> assertThat(ping.get(20, TimeUnit.SECONDS)).isPositive());
      assertThat(backend.sent()).hasSize(200);
    }
  }

  @Test
  void cancellingEndsTheCall() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      CompletableFuture<VmStatus> status = client.statusAsync("vm-1");
      Call call = silent.accept();

      status.cancel(true);

      call.awaitEnd();
      assertThat(status).isCancelled();
    }
  }

  @Test
  void cancellingACommandStopsIt() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      CompletableFuture<CommandReply> command =
          client.sendCommandAsync("vm-1", CommandRequest.of("make").commandId("c-1"));
      Call call = silent.accept();

      command.cancel(true);

      call.awaitEnd();
      assertThat(silent.accept().text())
          .contains("\"message_type\":\"stop_command\"", "\"command_id\":\"c-1\"");
    }
  }

  @Test
  void aCommandThatNobodyWaitsForAnyLongerIsStopped() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      client.sendCommandAsync("vm-1", "make").orTimeout(300, TimeUnit.MILLISECONDS);

      silent.accept().awaitEnd();

      assertThat(silent.accept().text()).contains("\"message_type\":\"stop_command\"");
    }
  }

  @Test
  void cancellingAnAnswerEndsItsSecondCall() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      CompletableFuture<CommandReply> command = client.sendCommandAsync("vm-1", "login");
      silent
          .accept()
          .answer("{\"response\":{\"type\":\"command_awaiting_input\",\"message\":\"Name: \"}}");
      AwaitingInput prompt = (AwaitingInput) command.get(10, TimeUnit.SECONDS);

      CompletableFuture<CommandReply> answer = prompt.answerAsync("me");
      silent.accept().answer("{\"response\":{\"type\":\"ack\"}}");
      Call attach = silent.accept();
      answer.cancel(true);

      attach.awaitEnd();
      assertThat(attach.text()).contains("\"message_type\":\"attach\"");
    }
  }

  @Test
  void interruptingAWaitingThreadStopsItsCommand() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread waiting =
          DaemonThreads.start(
              "drover-test",
              () -> thrown.complete(catchThrowable(() -> client.sendCommand("vm-1", "make"))));
      Call call = silent.accept();

      waiting.interrupt();

      assertThat(thrown.get(10, TimeUnit.SECONDS))
          .isInstanceOf(DroverException.class)
          .hasMessageContaining("interrupted while command 'make' on vm-1");
      call.awaitEnd();
      assertThat(silent.accept().text()).contains("stop_command");
    }
  }

  @Test
  void closingEndsCallsAndRefusesNewOnes() throws Exception {
    try (SilentBackend silent = new SilentBackend()) {
      BackendClient client = BackendClient.of(silent.options());
      CompletableFuture<CommandReply> command = client.sendCommandAsync("vm-1", "make");
      Call call = silent.accept();

      client.close();
      client.close();

      call.awaitEnd();
      assertThatThrownBy(() -> command.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(ConnectionException.class)
          .hasMessageContainingAll("command 'make' on vm-1", "was closed; make a new one");
      assertThatThrownBy(() -> client.ping("vm-1"))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }
  }

  @Test
  void moreCallsThanAllowedAreRefused() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client =
            BackendClient.of(
                silent.options().limits(new Limits(1 << 20, 1 << 20, 10, 1, 1 << 20)))) {
      client.pingAsync("vm-1");

      assertThatThrownBy(() -> client.ping("vm-1"))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OVERFLOW));
    }
  }

  @Test
  void futuresCompleteOnTheUsersExecutorAndMayWaitThere() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
    try (StubBackend backend = StubBackend.start(options -> options.callbackExecutor(one))) {
      backend.answers(200, PONG);

      CompletableFuture<String> thread =
          backend
              .client
              .pingAsync("vm-1")
              .thenApply(
                  ping -> {
                    backend.client.ping("vm-1");
                    return Thread.currentThread().getName();
                  });

      assertThat(thread.get(10, TimeUnit.SECONDS)).isIn("mine", "main");
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void anExecutorThatRefusesIsDoneWithout() throws Exception {
    try (StubBackend backend =
        StubBackend.start(
            options ->
                options.callbackExecutor(
                    task -> {
                      throw new RejectedExecutionException();
                    }))) {
      backend.answers(200, PONG);

      assertThat(backend.client.pingAsync("vm-1").get(10, TimeUnit.SECONDS)).isPositive();
    }
  }

  /** Closing and cancelling race with calls that begin, and nothing is left hanging. */
  @Test
  void everyCallEndsWhateverComesBetween() throws Exception {
    try (StubBackend backend = StubBackend.large()) {
      backend.answers(StubBackend.json(200, PONG).withFixedDelay(5));
      for (int round = 0; round < 30; round++) {
        BackendClient client = BackendClient.connect(backend.server.baseUrl());
        CountDownLatch begin = new CountDownLatch(1);
        List<CompletableFuture<Duration>> pings =
            IntStream.range(0, 8).mapToObj(i -> client.pingAsync("vm-" + i)).toList();
        DaemonThreads.executor().execute(() -> awaitAndClose(begin, client));
        begin.countDown();
        pings.get(round % 8).cancel(true);

        for (CompletableFuture<Duration> ping : pings) {
          Throwable failure = catchThrowable(() -> ping.get(10, TimeUnit.SECONDS));
          assertThat(failure == null ? null : cause(failure))
              .satisfiesAnyOf(
                  e -> assertThat(e).isNull(),
                  e -> assertThat(e).isInstanceOf(ConnectionException.class),
                  e -> assertThat(e).isInstanceOf(CancellationException.class));
        }
      }
    }
  }

  private static void awaitAndClose(CountDownLatch begin, BackendClient client) {
    try {
      begin.await();
      client.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
