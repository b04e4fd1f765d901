package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.RemoteException;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.runner.ExecutionJob;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.ExecutionResult;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import dev.drover.runner.RunnerEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drover's own client and agent at the reference server, over real sockets. */
@Timeout(120)
class RunnerJourneyTest extends WithServer {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RunnerTokens TOKENS = RunnerTokens.signedWith("s3cret");
  private static final Duration HOUR = Duration.ofHours(1);

  @SuppressWarnings("NullAway.Init") // The superclass asks for the options first.
  private ManualClock clock;

  @Override
  ServerOptions options() {
    clock = new ManualClock();
    return super.options().withClock(clock).withJwtSecret("s3cret");
  }

  private ClientOptions connection() {
    return ClientOptions.of(server.httpUri().toString())
        .backoff(Backoff.fixed(Duration.ofMillis(50)));
  }

  private RunnerClient runnerClient(String user) {
    return closing(RunnerClient.connect(connection().token(TOKENS.forClient(user, HOUR))));
  }

  private RunnerAgent runnerAgent(ExecutionWork work) {
    RunnerAgent agent =
        closing(
            RunnerAgent.connect(
                connection().token(TOKENS.forAgent("a-1", HOUR)),
                RunnerAgentOptions.named("one").onExecution(work::run)));
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().agents().size() == 1);
    return agent;
  }

  private interface ExecutionWork {
    int run(ExecutionJob job) throws Exception;
  }

  @Test
  void aRefusedTokenIsNotTriedAgain() {
    assertThatThrownBy(() -> RunnerClient.connect(connection().token("wrong")))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("the token is invalid");

    assertThat(server.journal().entries(e -> e.kind() == Kind.CONNECTED)).hasSize(1);
  }

  @Test
  void anExpiredTokenIsReplacedByAskingTheSupplier() {
    AtomicInteger asked = new AtomicInteger();
    String first = TOKENS.forClient("ann", HOUR);
    String second = TOKENS.forClient("ann", HOUR.multipliedBy(3));
    // As a cache does that has not noticed yet: what it gives first at the reconnect has expired.
    RunnerClient client =
        closing(
            RunnerClient.connect(
                connection().token(() -> asked.incrementAndGet() <= 2 ? first : second)));
    clock.advance(Duration.ofMinutes(90));

    server.faults().cutAll(PeerRole.CLIENT);

    Awaitility.await().atMost(PATIENCE).until(() -> asked.get() >= 3);
    Awaitility.await().atMost(PATIENCE).until(() -> client.state() == ConnectionState.CONNECTED);
    assertThat(server.journal().entries(e -> e.text().contains("the token has expired")))
        .hasSize(1);
  }

  @Test
  void twoClientsHearOneExecutionAndOnlyItsOwnerHasAHandle() {
    runnerAgent(job -> 7);
    RunnerClient owner = runnerClient("ann");
    RunnerClient other = runnerClient("bob");
    List<RunnerEvent> heard = new CopyOnWriteArrayList<>();
    other.events().onEach(heard::add);

    ExecutionResult result =
        owner.startExecution(ExecutionRequest.code("x").executionId("e")).await(PATIENCE);

    assertThat(result.exitCode()).isEqualTo(7);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                heard.stream()
                    .anyMatch(
                        event ->
                            event instanceof RunnerEvent.ExecutionComplete done
                                && done.executionId().equals("e")
                                && done.exitCode() == 7));
  }

  @Test
  void aCancellationStopsTheJob() {
    runnerAgent(
        job -> {
          CountDownLatch cancelled = new CountDownLatch(1);
          job.onCancel(cancelled::countDown);
          cancelled.await();
          return 0;
        });
    RemoteExecution execution = runnerClient("ann").startExecution(ExecutionRequest.code("x"));
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().jobs().size() == 1);

    execution.cancel();

    assertThat(execution.await(PATIENCE).cancelled()).isTrue();
  }

  @Test
  void aHandleWhoseEndCameWhileItsClientWasAwayEndsWithTheNextConnection() {
    CountDownLatch free = new CountDownLatch(1);
    runnerAgent(
        job -> {
          assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
          return 6;
        });
    RunnerClient client =
        closing(
            RunnerClient.connect(
                connection()
                    .backoff(Backoff.fixed(Duration.ofSeconds(2)))
                    .token(TOKENS.forClient("ann", HOUR))));
    RemoteExecution execution = client.startExecution(ExecutionRequest.code("x"));
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().jobs().size() == 1);

    server.faults().cutAll(PeerRole.CLIENT);
    Awaitility.await().atMost(PATIENCE).until(() -> client.state() == ConnectionState.RECONNECTING);
    free.countDown();
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().jobs().isEmpty());
    assertThat(client.state()).isEqualTo(ConnectionState.RECONNECTING);

    assertThat(execution.await(PATIENCE).exitCode()).isEqualTo(6);
  }

  @Test
  void anAgentLostInAJobEndsTheHandle() {
    runnerAgent(
        job -> {
          new CountDownLatch(1).await();
          return 0;
        });
    RemoteExecution execution = runnerClient("ann").startExecution(ExecutionRequest.code("x"));
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().jobs().size() == 1);

    server.faults().cutAll(PeerRole.AGENT);

    assertThatThrownBy(() -> execution.await(PATIENCE))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("a-1");
  }
}
