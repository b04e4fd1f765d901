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
import dev.drover.fixtures.RunnerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Recordings and executions, from the client's side. */
@Timeout(90)
class RunnerClientTest {

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

  @Test
  void anExecutionIsStartedHeardAndEnds() throws Exception {
    RemoteExecution run =
        runner.startExecution(ExecutionRequest.code("test();").executionId("e1").target("local"));
    assertThat(server.argument("execution:start"))
        .isEqualTo("{\"executionId\":\"e1\",\"target\":\"local\",\"code\":\"test();\"}");

    server.say("execution:log", "{'executionId':'e1','message':'Test started...','level':'info'}");
    server.say("execution:log", "{'executionId':'other','message':'not mine','level':'info'}");
    server.say("execution:log", "{'executionId':'e1','message':'oops','level':'error'}");
    List<LogLine> log = new CopyOnWriteArrayList<>();
    run.onLog(log::add);
    server.say("execution:complete", "{'executionId':'e1','exitCode':3,'duration':2500}");

    assertThat(run.await()).isEqualTo(new ExecutionResult("e1", 3, Duration.ofMillis(2500), false));
    assertThat(log)
        .containsExactly(new LogLine("info", "Test started..."), new LogLine("error", "oops"));
    assertThat(run.toString()).contains("e1", "ended");
  }

  @Test
  void whatOthersStartedReachesTheEventsAlone() throws Exception {
    List<RunnerEvent> events = new CopyOnWriteArrayList<>();
    runner.events().onEach(events::add);
    RemoteExecution mine = runner.startExecution(ExecutionRequest.code("x").executionId("mine"));

    server.say("execution:complete", "{'executionId':'theirs','exitCode':0,'duration':1}");
    server.say("recording:ready", "{'testFlowId':'t','executionId':'mine'}");
    server.say("recording:complete", "{'testFlowId':'t','executionId':'r','success':true}");
    server.say("agent:status", "{'agentId':'a','status':'busy'}");
    server.say("error", "{'message':'something'}");

    await().until(() -> events.size() == 5);
    assertThat(events.get(0))
        .isEqualTo(new RunnerEvent.ExecutionComplete("theirs", 0, Duration.ofMillis(1)));
    assertThat(runner.agentStatuses()).containsEntry("a", AgentState.BUSY);
    assertThat(mine.completion()).isNotDone();
    runner.events().assertNoGaps();
  }

  @Test
  void theHandleRemembersThatItWasCancelled() throws Exception {
    RemoteExecution run = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));
    server.expect("execution:start");

    run.cancel();
    run.cancel();

    assertThat(server.argument("execution:cancel")).isEqualTo("{\"executionId\":\"e1\"}");
    server.say("execution:complete", "{'executionId':'e1','exitCode':0,'duration':1}");
    ExecutionResult result = run.completion().get(10, TimeUnit.SECONDS);
    assertThat(result.cancelled()).isTrue();
    assertThat(result.succeeded()).isFalse();
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void anEndThatDoesNotComeIsATimeoutAndACancellation() throws Exception {
    RemoteExecution run =
        runner.startExecution(
            ExecutionRequest.code("x").executionId("e1").timeout(Duration.ofMillis(300)));
    server.expect("execution:start");

    assertThatThrownBy(run::await)
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("execution e1 on local");
    server.expect("execution:cancel");
    assertThat(runner.toString()).contains("0 jobs");
  }

  @Test
  void waitingBrieflyLeavesTheExecutionAlone() throws Exception {
    RemoteExecution run = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));

    assertThatThrownBy(() -> run.await(Duration.ofMillis(50)))
        .isInstanceOf(RequestTimeoutException.class);
    server.say("execution:complete", "{'executionId':'e1','exitCode':0}");

    assertThat(run.await().succeeded()).isTrue();
  }

  @Test
  void anErrorWithItsIdEndsTheHandleButNotTheConnection() throws Exception {
    RemoteExecution run = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));

    server.say("error", "{'message':'no agent is idle','executionId':'e1'}");

    assertThatThrownBy(run::await)
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("the execution e1 on local failed: no agent is idle");
    assertThat(runner.state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void theHandleEndsWithTheOnlyAgentThatCanHaveTheJob() throws Exception {
    server.say("agent:status", "{'agentId':'old','status':'busy'}");
    await().until(() -> runner.agentStatuses().containsKey("old"));
    RemoteExecution run = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));
    server.say("agent:status", "{'agentId':'a','status':'busy'}");
    server.say("agent:status", "{'agentId':'b','status':'busy'}");
    server.say("agent:status", "{'agentId':'old','status':'offline'}");
    server.say("agent:status", "{'agentId':'b','status':'online'}");
    await().until(() -> runner.agentStatuses().get("b") == AgentState.ONLINE);
    assertThat(run.completion()).isNotDone();

    server.say("agent:status", "{'agentId':'a','status':'offline'}");

    assertThatThrownBy(run::await).hasMessageContaining("its agent a went offline");
  }

  @Test
  void handlesOutliveALostConnectionAndEndWithTheSession() throws Exception {
    RemoteExecution first = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));
    RemoteExecution second = runner.startExecution(ExecutionRequest.code("x").executionId("e2"));
    server.expect("execution:start");
    server.expect("execution:start");

    server.cut();
    await().atMost(Duration.ofSeconds(20)).until(() -> server.auths.size() == 2);
    await().until(() -> runner.state() == ConnectionState.CONNECTED);
    server.say("execution:complete", "{'executionId':'e1','exitCode':0,'duration':1}");
    assertThat(first.await().succeeded()).isTrue();
    assertThat(runner.events().gaps()).hasSize(1);
    runner.close();

    assertThatThrownBy(second::await)
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("the execution e2 on local");
  }

  @Test
  void cancellingWhileAConnectionComesBackHangsNobody() throws Exception {
    for (int round = 0; round < 30; round++) {
      List<RemoteExecution> runs =
          IntStream.range(0, 40)
              .mapToObj(i -> runner.startExecution(ExecutionRequest.code("x")))
              .toList();
      server.cut();

      CompletableFuture<Void> cancelling =
          CompletableFuture.runAsync(() -> runs.forEach(RunnerClientTest::cancelSlowly));

      cancelling.get(20, TimeUnit.SECONDS);
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> runner.state() == ConnectionState.CONNECTED);
    }
  }

  /** So that some are cancelled before the connection is back, some after, and one just then. */
  private static void cancelSlowly(RemoteExecution run) {
    long end = System.nanoTime() + 500_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    run.cancel();
  }

  @Test
  void aRecordingGetsReadyAndComplete() throws Exception {
    RemoteRecording recording =
        runner.startRecording(
            RecordingRequest.of("https://example.com")
                .testFlowId("t1")
                .executionId("e1")
                .viewport(1280, 720)
                .device("Desktop Chrome"));
    assertThat(server.argument("recording:start"))
        .startsWith("{\"testFlowId\":\"t1\",\"executionId\":\"e1\",\"url\":\"https://example.com\"")
        .contains("\"language\":\"typescript\"", "\"width\":1280", "\"device\":\"Desktop Chrome\"");

    server.say("recording:ready", "{'testFlowId':'t1','executionId':'e1'}");
    recording.ready().get(10, TimeUnit.SECONDS);
    server.say(
        "recording:complete",
        "{'testFlowId':'t1','executionId':'e1','success':true,'code':'import …'}");

    assertThat(recording.await())
        .isEqualTo(new RecordingResult("t1", "e1", true, "import …", "", false));
  }

  @Test
  void aRecordingThatFailsIsNeverReady() throws Exception {
    RemoteRecording recording =
        runner.startRecording(RecordingRequest.of("https://example.com").executionId("e1"));
    server.expect("recording:start");

    recording.cancel();
    server.expect("recording:cancel");
    server.say("recording:complete", "{'executionId':'e1','success':false,'message':'cancelled'}");

    assertThat(recording.await().cancelled()).isTrue();
    assertThat(recording.ready())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withMessageContaining("it ended before it was ready: cancelled");
  }

  @Test
  void refusesBeforeSendingWhatTheDocumentWouldNotHave() {
    assertThatThrownBy(() -> ExecutionRequest.code(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> RecordingRequest.of("example.com")).hasMessageContaining("scheme");
    assertThatThrownBy(() -> RecordingRequest.of("https://a b")).hasMessageContaining("address");
    assertThatThrownBy(() -> RecordingRequest.of("https://a").viewport(0, 1))
        .hasMessageContaining("at least 1");
    runner.startExecution(ExecutionRequest.code("x").executionId("e1"));
    assertThatThrownBy(() -> runner.startExecution(ExecutionRequest.code("x").executionId("e1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("runs already");
  }

  @Test
  void aFutureMayWaitForAnotherOneInsideACallback() throws Exception {
    RemoteExecution first = runner.startExecution(ExecutionRequest.code("x").executionId("e1"));
    CompletableFuture<ExecutionResult> both =
        first
            .completion()
            .thenApply(
                done ->
                    runner.startExecution(ExecutionRequest.code("y").executionId("e2")).await());
    server.expect("execution:start");
    server.say("execution:complete", "{'executionId':'e1','exitCode':0}");
    server.expect("execution:start");
    server.say("execution:complete", "{'executionId':'e2','exitCode':2}");

    assertThat(both.get(20, TimeUnit.SECONDS).exitCode()).isEqualTo(2);
  }

  @Test
  void aThousandLinesASecondArriveInOrderAndCompleteThoughTheListenerIsSlow() throws Exception {
    int lines = 10_000;
    runner.close();
    runner = RunnerClient.connect(options.limits(options.limits().withMaxQueuedEvents(50)));
    RemoteExecution run =
        runner.startExecution(
            ExecutionRequest.code("x").executionId("e1").timeout(Duration.ofSeconds(60)));
    List<String> heard = new ArrayList<>();
    run.onLog(
        line -> {
          heard.add(line.message());
          if (heard.size() % 10 == 0) {
            pause();
          }
        });

    for (int i = 0; i < lines; i++) {
      server.say("execution:log", "{'executionId':'e1','message':'" + i + "','level':'info'}");
    }
    server.say("execution:complete", "{'executionId':'e1','exitCode':0}");

    assertThat(run.await().succeeded()).isTrue();
    assertThat(heard).isEqualTo(IntStream.range(0, lines).mapToObj(String::valueOf).toList());
    runner.events().assertNoGaps();
  }

  /** A slow listener. */
  private static void pause() {
    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
  }
}
