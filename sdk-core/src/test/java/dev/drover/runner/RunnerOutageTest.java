package dev.drover.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.WhileDisconnected;
import dev.drover.fixtures.RunnerServer;
import dev.drover.internal.socketio.SocketPacket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a client's jobs, and of their cancellations, when the connection is away. */
@Timeout(90)
class RunnerOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private RunnerServer server;
  private ClientOptions options;
  private RunnerClient runner;

  @BeforeEach
  void start() throws Exception {
    server = new RunnerServer();
    options =
        ClientOptions.of(server.uri())
            .backoff(Backoff.fixed(Duration.ofMillis(10)))
            .requestTimeout(Duration.ofSeconds(10));
    runner = RunnerClient.connect(options);
  }

  @AfterEach
  void stop() throws Exception {
    runner.close();
    server.close();
  }

  private void reconnectWith(ClientOptions changed) throws InterruptedException {
    runner.close();
    assertThat(server.next()).isInstanceOf(SocketPacket.Disconnect.class);
    runner = RunnerClient.connect(changed);
  }

  private RemoteExecution started(String id) throws InterruptedException {
    RemoteExecution run = runner.startExecution(ExecutionRequest.code("x").executionId(id));
    server.expect("execution:start");
    return run;
  }

  /** The connection is cut, and the next one is not let in yet. */
  private void leave() {
    int before = server.auths.size();
    server.gate = auth -> null;
    server.cut();
    await().atMost(PATIENCE).until(() -> server.auths.size() > before);
  }

  private void letIn() {
    server.gate = auth -> "";
    server.say(new SocketPacket.Connect("/", "{\"sid\":\"s\"}"));
  }

  @Test
  void afterAnOutageTheServerIsAskedForTheJobsThatHaveNotEnded() throws Exception {
    RemoteExecution ended = started("e0");
    RemoteExecution run = started("e1");
    RemoteRecording recording =
        runner.startRecording(RecordingRequest.of("https://example.com").executionId("r1"));
    server.expect("recording:start");
    server.say("execution:complete", "{'executionId':'e0','exitCode':0}");
    assertThat(ended.await(PATIENCE).exitCode()).isZero();

    leave();
    letIn();

    assertThat(server.argument("drover:resume"))
        .isIn("{\"executionIds\":[\"e1\",\"r1\"]}", "{\"executionIds\":[\"r1\",\"e1\"]}");
    server.say("execution:complete", "{'executionId':'e1','exitCode':4}");
    server.say("error", "{'message':'nothing is known of it','executionId':'r1'}");
    assertThat(run.await(PATIENCE).exitCode()).isEqualTo(4);
    assertThatThrownBy(() -> recording.await(PATIENCE))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("nothing is known of it");
  }

  @Test
  void whoHasNothingUnderWayAsksForNothing() throws Exception {
    leave();
    letIn();
    await().atMost(PATIENCE).until(() -> runner.state() == ConnectionState.CONNECTED);

    started("e1");

    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void aCancellationWithoutAConnectionIsSentWithTheNextAndWaitsFromThenOn() throws Exception {
    reconnectWith(options.requestTimeout(Duration.ofMillis(400)));
    RemoteExecution run = started("e1");
    leave();

    run.cancel();
    assertThatThrownBy(() -> runner.startExecution(ExecutionRequest.code("y")))
        .isInstanceOf(ConnectionException.class);
    await()
        .pollDelay(Duration.ofMillis(600))
        .atMost(PATIENCE)
        .until(() -> !run.completion().isDone());
    letIn();

    server.expect("drover:resume");
    assertThat(server.argument("execution:cancel")).isEqualTo("{\"executionId\":\"e1\"}");
    assertThatThrownBy(() -> run.await(PATIENCE))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("was cancelled");
  }

  @Test
  void aCancellationThatMayHaveBeenLostIsSentAgain() throws Exception {
    RemoteExecution run = started("e1");
    run.cancel();
    server.expect("execution:cancel");

    leave();
    letIn();

    server.expect("drover:resume");
    server.expect("execution:cancel");
    server.say("execution:complete", "{'executionId':'e1','exitCode':0}");
    assertThat(run.await(PATIENCE).cancelled()).isTrue();
  }

  @Test
  void aCancellationDoesNotOvertakeAStartThatWaitsForAConnection() throws Exception {
    reconnectWith(options.whileDisconnected(WhileDisconnected.queue(10)));
    leave();

    runner.startExecution(ExecutionRequest.code("x").executionId("e1")).cancel();
    letIn();

    server.expect("drover:resume");
    server.expect("execution:start");
    server.expect("execution:cancel");
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsCancelledAsSoonAsThatCanBeSaid() throws Exception {
    RemoteExecution run = started("e1");
    leave();

    run.completion().cancel(true);
    letIn();

    assertThat(server.argument("execution:cancel")).isEqualTo("{\"executionId\":\"e1\"}");
    leave();
    letIn();
    await().atMost(PATIENCE).until(() -> runner.state() == ConnectionState.CONNECTED);
    started("e2");
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void anIdBelongsToOneJobAtATimeWhateverItsKind() throws Exception {
    RemoteExecution run = started("e1");
    RecordingRequest same = RecordingRequest.of("https://example.com").executionId("e1");

    assertThatThrownBy(() -> runner.startRecording(same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'e1' runs already");

    server.say("execution:complete", "{'executionId':'e1','exitCode':0}");
    run.await(PATIENCE);
    runner.startRecording(same);
    server.expect("recording:start");
  }

  @Test
  void ofTwoStartsAtOnceWithOneIdTheOtherIsRefused() throws Exception {
    ExecutionRequest same = ExecutionRequest.code("x").executionId("e1");
    for (int round = 0; round < 50; round++) {
      List<CompletableFuture<RemoteExecution>> starts =
          IntStream.range(0, 2)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> runner.startExecution(same)))
              .toList();

      List<RemoteExecution> begun =
          starts.stream()
              .map(start -> start.exceptionally(RunnerOutageTest::refused).join())
              .filter(java.util.Objects::nonNull)
              .toList();

      assertThat(begun).hasSize(1);
      server.expect("execution:start");
      server.say("execution:complete", "{'executionId':'e1','exitCode':0}");
      assertThat(begun.get(0).await(PATIENCE).exitCode()).isZero();
    }
  }

  private static @org.jspecify.annotations.Nullable RemoteExecution refused(Throwable failure) {
    assertThat(failure)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalArgumentException.class);
    return null;
  }
}
