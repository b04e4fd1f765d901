package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.JournalEntry.Kind;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs over several connections: of clients that were away, of agents that come back. */
@Timeout(120)
class RunnerOutageTest extends WithServer {

  private static final String START = "{'executionId':'e','target':'local','code':'x();'}";
  private static final String LOG = "{'executionId':'e','message':'on it','level':'info'}";
  private static final String DONE = "{'executionId':'e','exitCode':0,'duration':2500}";
  private static final String RESUME = "{'executionIds':['e']}";
  private static final String ACTIVE =
      "{'name':'%s','activeJobs':[{'executionId':'e','kind':'execution'}]}";
  private static final RunnerTokens TOKENS = RunnerTokens.signedWith("s3cret");
  private static final Duration HOUR = Duration.ofHours(1);

  @SuppressWarnings("NullAway.Init") // The superclass asks for the options first.
  private ManualClock clock;

  @Override
  ServerOptions options() {
    clock = new ManualClock();
    return super.options()
        .withClock(clock)
        .withRunner(RunnerOptions.defaults().withJwtSecret("s3cret").withoutTokens());
  }

  private RunnerPeer peer() throws InterruptedException {
    return closing(RunnerPeer.connect(server, ""));
  }

  private RunnerPeer agent(RunnerPeer witness, String name) throws InterruptedException {
    RunnerPeer agent = peer().register(name);
    witness.expectStatus("online");
    return agent;
  }

  private void leave(RunnerPeer client) {
    long left = server.journal().entries(e -> e.kind() == Kind.DISCONNECTED).size();
    client.close();
    Awaitility.await()
        .until(
            () -> server.journal().entries(e -> e.kind() == Kind.DISCONNECTED).size() == left + 1);
  }

  @Test
  void whoWasAwayAsksAndHearsHowItEnded() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer witness = peer();
    RunnerPeer agent = peer().register("one");
    witness.expectStatus("online");
    client.expectStatus("online").emit("execution:start", START);
    agent.expect("execution:start", START);
    leave(client);
    agent.emit("execution:complete", DONE);
    witness.expectStatus("busy").expect("execution:complete", DONE);

    RunnerPeer again = peer().emit("drover:resume", RESUME);

    again.expect("execution:complete", DONE).expectNothing();
    clock.advance(Duration.ofMinutes(6));
    again.expectStatus("offline").emit("drover:resume", RESUME).expectNothing();
    clock.advance(Duration.ofSeconds(61));
    assertThat(again.next("error").path("message").asText()).startsWith("nothing is known of it");
  }

  @Test
  void whoWasAwayHearsThatTheAgentWasLost() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START);
    agent.expect("execution:start", START);
    leave(client);
    leave(agent);

    assertThat(peer().emit("drover:resume", RESUME).next("error").path("message").asText())
        .contains("was lost");
  }

  @Test
  void whoComesBackWhileItGoesOnIsTheOneToBeToldOfItsLoss() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer witness = peer();
    RunnerPeer agent = peer().register("one");
    witness.expectStatus("online");
    client.expectStatus("online").emit("execution:start", START);
    agent.expect("execution:start", START);
    leave(client);

    RunnerPeer again = peer().emit("drover:resume", RESUME).expectNothing();
    agent.close();

    again.expectStatus("offline");
    assertThat(again.next("error").path("executionId").asText()).isEqualTo("e");
    witness.expectStatus("busy").expectStatus("offline").expectNothing();
  }

  @Test
  void anAgentThatComesToANewServerBringsItsJobsAlong() throws Exception {
    RunnerPeer client = peer().emit("drover:resume", RESUME).expectNothing();

    RunnerPeer agent = peer().emit("agent:register", ACTIVE.formatted("one"));

    client.expectStatus("busy");
    assertThat(server.runner().jobs()).singleElement().matches(job -> !job.recording());
    clock.advance(Duration.ofSeconds(61));
    client.emit("execution:cancel", "{'executionId':'e'}");
    agent.expect("execution:cancel", "{'executionId':'e'}").emit("execution:complete", DONE);
    client.expect("execution:complete", DONE).expectStatus("online").expectNothing();
  }

  @Test
  void whatNoAgentBringsAlongIsGivenUp() throws Exception {
    RunnerPeer client = peer().emit("drover:resume", RESUME).expectNothing();
    agent(client, "one");

    clock.advance(Duration.ofSeconds(61));

    assertThat(client.next("error").path("executionId").asText()).isEqualTo("e");
  }

  @Test
  void afterItsEndAJobIsNotBegunAnewByALateLine() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START).emit("execution:complete", DONE);
    client.expect("execution:complete", DONE).expectStatus("online");

    agent.emit("execution:log", LOG).emit("execution:complete", DONE).expectNothing();

    client.emit("execution:cancel", "{'executionId':'e'}").expectNothing();
    assertThat(server.runner().jobs()).isEmpty();
    client.emit("execution:start", START).expectStatus("busy");
    agent.expect("execution:start", START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'exitCode':null,", ""})
  void aProcessThatASignalEndedHasNoExitCode(String exitCode) throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START).expectStatus("busy");
    String end = "{'executionId':'e'," + exitCode + "'duration':1}";

    agent.expect("execution:start", START).emit("execution:complete", end);

    client.expect("execution:complete", end).expectStatus("online");
  }

  @Test
  void aMalformedEndIsAnEndAllTheSame() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer agent = agent(client, "one");
    client.emit("execution:start", START).expectStatus("busy");

    agent.expect("execution:start", START);
    agent.emit("execution:complete", "{'executionId':'e','exitCode':'seven'}");

    assertThat(client.next("error").path("message").asText())
        .isEqualTo(
            "its agent ended it malformed: execution:complete needs exitCode: a whole number");
    client.expectStatus("online");
    agent.next("error");
  }

  @Test
  void ofTwoAgentsWithOneIdTheOlderIsSentAwayAndItsJobsStayWithWhoTakesThemAlong()
      throws Exception {
    RunnerPeer client = peer();
    RunnerPeer old = closing(RunnerPeer.connect(server, TOKENS.forAgent("a", HOUR)));
    old.emit("agent:register", "{'name':'old','maxJobs':2}");
    client.expectStatus("online").emit("execution:start", START).expectStatus("busy");
    client.emit("execution:start", START.replace("'e'", "'f'")).expectStatus("busy");
    old.expect("execution:start", START).expect("execution:start", START.replace("'e'", "'f'"));

    RunnerPeer young = closing(RunnerPeer.connect(server, TOKENS.forAgent("a", HOUR)));
    young.emit("agent:register", ACTIVE.formatted("young"));

    assertThat(client.next("error").path("executionId").asText()).isEqualTo("f");
    client.expectStatus("busy");
    assertThat(old.next("error").path("message").asText()).contains("an id of its own");
    assertThat(old.socket.next()).isEqualTo("41");
    old.socket.awaitClose();
    young.emit("execution:complete", DONE);
    client.expect("execution:complete", DONE).expectStatus("online").expectNothing();
  }

  @Test
  void anAgentGetsAsManyJobsAsItTakesButIdleOnesComeFirst() throws Exception {
    RunnerPeer client = peer();
    RunnerPeer two = peer().emit("agent:register", "{'name':'two','maxJobs':2}");
    client.expectStatus("online");
    RunnerPeer one = agent(client, "one");

    for (String id : new String[] {"e", "f", "g", "h"}) {
      client.emit("execution:start", START.replace("'e'", "'" + id + "'"));
    }

    two.expect("execution:start", START);
    one.expect("execution:start", START.replace("'e'", "'f'"));
    two.expect("execution:start", START.replace("'e'", "'g'"));
    client.expectStatus("busy").expectStatus("busy").expectStatus("busy");
    assertThat(client.next("error").path("executionId").asText()).isEqualTo("h");
    two.emit("execution:complete", DONE);
    client.expect("execution:complete", DONE).expectNothing();
    two.emit("execution:complete", DONE.replace("'e'", "'g'"));
    client.expect("execution:complete", DONE.replace("'e'", "'g'")).expectStatus("online");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'name':'a','maxJobs':0}", "{'name':'a','activeJobs':7}", "{'maxJobs':2}"})
  void aMalformedRegistrationIsAnswered(String registration) throws Exception {
    RunnerPeer client = peer();

    client.emit("agent:register", registration);

    assertThat(client.next("error").path("message").asText()).startsWith("agent:register needs");
    assertThat(server.runner().agents()).isEmpty();
  }

  @Test
  void whoLeavesTheNamespaceDoesNotStay() throws Exception {
    RunnerPeer client = peer();

    client.socket.say("41");

    assertThat(client.socket.awaitClose()).isNotZero();
  }
}
