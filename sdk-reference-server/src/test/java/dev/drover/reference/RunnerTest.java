package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.JournalEntry.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every event of {@code runner-socketio.md} between clients and agents without Drover. */
@Timeout(120)
class RunnerTest extends WithServer {

  private static final String START = "{'executionId':'e','target':'local','code':'x();'}";
  private static final String RECORD =
      "{'testFlowId':'t','executionId':'r','url':'https://example.com','language':'typescript',"
          + "'config':{'viewport':{'width':1280,'height':720},'device':'Desktop Chrome'}}";
  private static final String LOG = "{'executionId':'e','message':'Test started','level':'info'}";
  private static final String DONE = "{'executionId':'e','exitCode':0,'duration':2500}";

  @SuppressWarnings("NullAway.Init") // The superclass asks for the options first.
  private ManualClock clock;

  @Override
  ServerOptions options() {
    clock = new ManualClock();
    return super.options().withClock(clock).withRunner(RunnerOptions.defaults().withoutTokens());
  }

  private RunnerPeer peer() throws InterruptedException {
    return closing(RunnerPeer.connect(server, ""));
  }

  private RunnerPeer agent(RunnerPeer witness, String name) throws InterruptedException {
    RunnerPeer agent = peer().register(name);
    witness.expectStatus("online");
    return agent;
  }

  private void awaitIdle() {
    Awaitility.await()
        .until(() -> server.runner().agents().stream().allMatch(a -> a.status().equals("online")));
  }

  @Test
  void anExecutionIsRunAndEveryClientHearsOfIt() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer other = peer();
    RunnerPeer agent = agent(client, "one");
    other.expectStatus("online");

    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START).emit("execution:log", LOG);
    client.expect("execution:log", LOG);
    agent.emit("execution:complete", DONE);

    client.expect("execution:complete", DONE).expectStatus("online");
    other.expectStatus("busy").expect("execution:log", LOG).expect("execution:complete", DONE);
    agent.expectNothing();
    assertThat(server.runner().jobs()).isEmpty();
  }

  @Test
  void aRecordingIsMade() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    String ready = "{'testFlowId':'t','executionId':'r'}";
    String complete =
        "{'testFlowId':'t','executionId':'r','success':true,'code':'x','message':'fine'}";

    client.emit("recording:start", RECORD).expectStatus("busy");
    agent.expect("recording:start", RECORD).emit("recording:ready", ready);
    client.expect("recording:ready", ready);
    assertThat(server.runner().jobs()).singleElement().matches(Runner.Job::recording);
    client.emit("recording:cancel", ready);
    agent.expect("recording:cancel", ready).emit("recording:complete", complete);

    client.expect("recording:complete", complete).expectStatus("online");
  }

  @Test
  void theFirstIdleAgentGetsAJobAndNoneIsAnError() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer first = agent(client, "first");
    RunnerPeer second = agent(client, "second");

    client.emit("execution:start", START).expectStatus("busy");
    client.emit("execution:start", START.replace("'e'", "'f'")).expectStatus("busy");
    client.emit("execution:start", START.replace("'e'", "'g'"));

    first.expect("execution:start", START);
    second.expect("execution:start", START.replace("'e'", "'f'"));
    assertThat(client.next("error").path("executionId").asText()).isEqualTo("g");
  }

  @Test
  void aCancellationReachesWhoDoesTheJob() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START);

    client.emit("execution:cancel", "{'executionId':'e'}");
    agent.expect("execution:cancel", "{'executionId':'e'}");
    client.emit("execution:cancel", "{'executionId':'never'}");

    assertThat(client.next("error").path("executionId").asText()).isEqualTo("never");
  }

  @Test
  void anAgentLostInAJobIsAnErrorToWhoStartedItAlone() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer other = peer();
    RunnerPeer agent = agent(client, "one");
    other.expectStatus("online");
    client.emit("execution:start", START).expectStatus("busy");
    other.expectStatus("busy");
    agent.expect("execution:start", START);

    agent.close();

    client.expectStatus("offline");
    assertThat(client.next("error").path("executionId").asText()).isEqualTo("e");
    other.expectStatus("offline").expectNothing();
    assertThat(server.runner().agents()).isEmpty();
  }

  @Test
  void aSilentAgentIsOfflineAfterNinetySecondsAndMayComeBack() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    clock.advance(Duration.ofSeconds(60));
    agent.emit("agent:heartbeat", "null").emit("execution:start", "{}").next("error");
    clock.advance(Duration.ofSeconds(89));
    client.expectNothing();

    clock.advance(Duration.ofSeconds(1));

    client.expectStatus("offline");
    client.emit("execution:start", START).next("error");
    agent.socket.say("42[\"agent:heartbeat\"]");
    client.expectStatus("online");
  }

  @Test
  void anAgentThatTheServerDoesNotListenToIsNotGivenUp() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START);
    String big = LOG.replace("Test started", "x".repeat(100_000));
    AtomicInteger said = new AtomicInteger();
    client.socket.stopReading();
    CompletableFuture<Void> talking =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 1000; i++) {
                agent.emit("execution:log", big);
                said.incrementAndGet();
              }
            });
    awaitStandstill(said);

    clock.advance(Duration.ofSeconds(200));

    assertThat(server.runner().agents()).extracting(Runner.Agent::status).containsExactly("busy");
    client.socket.readOn();
    for (int i = 0; i < 1000; i++) {
      client.expect("execution:log", big);
    }
    talking.get(30, TimeUnit.SECONDS);
    agent.emit("execution:complete", DONE);
    client.expect("execution:complete", DONE);
  }

  private static void awaitStandstill(AtomicInteger said) {
    AtomicInteger before = new AtomicInteger(-1);
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> said.get() > 0 && before.getAndSet(said.get()) == said.get());
    assertThat(said).hasValueLessThan(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "execution:start | {'executionId':'e'}",
        "execution:start | {'code':'x'}",
        "execution:start | 7",
        "execution:start | {'executionId':7,'code':'x'}",
        "execution:start | {'executionId':'e','code':'x','target':7}",
        "recording:start | {'executionId':'e','testFlowId':'t'}",
        "recording:start | {'executionId':'e','testFlowId':'t','url':'u','config':[]}",
        "execution:log | {'executionId':'e','message':'I am no agent'}",
        "agent:register | {'name':7}"
      })
  void aMistakeIsAnsweredAndTheConnectionLives(String event, String json) throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");

    client.emit(event, json);

    assertThat(client.next("error").path("message").asText()).startsWith(event);
    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START);
  }

  @Test
  void aClientThatOnlyPollsSendsAndHearsMuchAtOnce() throws Exception {
    RunnerPeer witness = peer();
    RunnerPeer agent = agent(witness, "one");
    String big = "x".repeat(5_000_000);
    Polling polling = Polling.open(server.port(), "/socket.io/");
    polling.post("40");
    assertThat(polling.get().body()).startsWith("40{");

    polling.post("42[\"execution:start\",{\"executionId\":\"e\",\"code\":\"" + big + "\"}]");
    assertThat(agent.next("execution:start").path("code").asText()).isEqualTo(big);
    agent.emit("execution:log", "{'executionId':'e','message':'" + big + "'}");
    witness.expectStatus("busy").next("execution:log");

    assertThat(polling.get().body()).contains("agent:status", big);
  }

  @Test
  void unknownEventsDoNoHarm() throws Exception {
    peer().emit("invented", "{'a':1}").expectNothing();
  }

  @Test
  void aJobFromBeforeTheServersTimeGoesOn() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");

    agent.emit("execution:log", LOG).emit("execution:complete", DONE);

    client.expectStatus("busy").expect("execution:log", LOG);
    client.expect("execution:complete", DONE).expectStatus("online");
    awaitIdle();
  }

  @Test
  void theJournalHasTheEventsOfBothTransports() throws Exception {
    RunnerPeer client = peer();
    Polling polling = Polling.open(server.port(), "/socket.io/");
    polling.post("40{\"token\":\"secret\"}");
    polling.post("42[\"agent:register\",{\"name\":\"polls\"}]");
    client.expectStatus("online").emit("execution:start", START);

    server
        .journal()
        .await(
            entry ->
                entry.kind() == Kind.SENT
                    && entry.type().equals("execution:start")
                    && entry.peer().role() == PeerRole.AGENT,
            Duration.ofSeconds(10));
    assertThat(polling.get().body()).contains("42[\"execution:start\"");
    assertThat(server.journal().entries(entry -> entry.text().contains("secret"))).isEmpty();
  }

  @Test
  void faultsStrikeRunnersToo() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    server.faults().inject(Fault.cut(), FaultPoint.midStream(2));
    client.emit("execution:start", START).expectStatus("busy");

    agent.expect("execution:start", START).emit("execution:log", LOG).emit("execution:log", LOG);

    client.expect("execution:log", LOG);
    assertThat(server.faults().applied()).isLessThanOrEqualTo(1);
    Awaitility.await().until(() -> server.faults().applied() == 1);
  }
}
