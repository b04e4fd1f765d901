package dev.drover.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.RequestTimeoutException;
import dev.drover.fixtures.RunnerServer;
import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting, losing the connection, and what is said besides the document's events. */
@Timeout(60)
class RunnerConnectionTest {

  private RunnerServer server;
  private ClientOptions options;

  @BeforeEach
  void start() throws Exception {
    server = new RunnerServer();
    options = ClientOptions.of(server.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void saysTheTokenInTheHandshakeAndNowhereElse() {
    try (RunnerClient runner = RunnerClient.connect(options.token("secret"))) {
      assertThat(server.auths).containsExactly("{\"token\":\"secret\"}");
      assertThat(server.path).isEqualTo("/socket.io/?EIO=4&transport=websocket");
      assertThat(runner.toString()).contains("connected to").doesNotContain("secret");
    }
  }

  @Test
  void aRefusalFailsConnectWithTheServersWords() {
    server.gate = auth -> "jwt expired";

    assertThatThrownBy(() -> RunnerClient.connect(options.token("old")))
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED))
        .hasMessageContaining("refused the connection: jwt expired")
        .hasMessageNotContaining("old\"");
    assertThat(server.auths).hasSize(1);
  }

  @Test
  void anExpiredTokenIsReplacedByAskingTheSupplier() {
    AtomicInteger asked = new AtomicInteger();
    server.gate = auth -> server.auths.size() == 2 ? "jwt expired" : "";
    options = options.token(() -> "token-" + asked.incrementAndGet());
    try (RunnerClient runner = RunnerClient.connect(options)) {
      server.cut();

      await().atMost(Duration.ofSeconds(20)).until(() -> server.auths.size() == 3);
      await().until(() -> runner.state() == ConnectionState.CONNECTED);

      assertThat(server.auths.get(2)).isEqualTo("{\"token\":\"token-3\"}");
    }
  }

  @Test
  void aRefusalOfTheSameTokenIsFinal() {
    try (RunnerClient runner = RunnerClient.connect(options.token("fixed"))) {
      server.gate = auth -> "revoked";
      server.cut();

      await().atMost(Duration.ofSeconds(20)).until(() -> runner.state() == ConnectionState.CLOSED);

      assertThat(server.auths).hasSize(2);
    }
  }

  @Test
  void whomTheServerSendsAwayDoesNotComeBack() {
    try (RunnerClient runner = RunnerClient.connect(options)) {
      server.say(new SocketPacket.Disconnect("/"));

      await().atMost(Duration.ofSeconds(20)).until(() -> runner.state() == ConnectionState.CLOSED);

      assertThat(server.auths).hasSize(1);
    }
  }

  @Test
  void aServerThatSpeaksNoSocketIoEndsInTheConnectTimeout() {
    server.silent = true;

    assertThatThrownBy(() -> RunnerClient.connect(options.connectTimeout(Duration.ofMillis(300))))
        .isInstanceOfSatisfying(
            ConnectionException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.CONNECT_TIMEOUT))
        .hasMessageContaining("waiting for the Engine.IO handshake");
  }

  @Test
  void answersThePingsAndLosesAServerWithoutThem() throws Exception {
    server.pingInterval = Duration.ofMillis(300);
    server.pingTimeout = Duration.ofMillis(300);
    try (RunnerClient runner = RunnerClient.connect(options)) {
      server.raw("2");
      assertThat(server.beats.poll(10, TimeUnit.SECONDS)).isEqualTo("3");

      await().atMost(Duration.ofSeconds(20)).until(() -> server.auths.size() > 1);

      assertThat(runner.state()).isNotEqualTo(ConnectionState.CLOSED);
    }
  }

  @Test
  void aSlowListenerDoesNotLookLikeADeadClient() throws Exception {
    server.pingInterval = Duration.ofMillis(300);
    server.pingTimeout = Duration.ofMillis(300);
    options = options.limits(options.limits().withMaxQueuedEvents(1));
    CountDownLatch free = new CountDownLatch(1);
    try (RunnerClient runner = RunnerClient.connect(options)) {
      runner.on("any", event -> hold(free));
      for (int i = 0; i < 10; i++) {
        server.say("any");
      }

      assertThat(server.beats.poll(10, TimeUnit.SECONDS)).as("unasked").isEqualTo("3");
      assertThat(server.beats.poll(10, TimeUnit.SECONDS)).isEqualTo("3");
      assertThat(server.auths).as("connections").hasSize(1);
      free.countDown();
    }
  }

  @Test
  void eventsOfTheUsersOwnGoBothWaysWithAttachments() throws Exception {
    List<SocketEvent> events = new CopyOnWriteArrayList<>();
    List<String> all = new CopyOnWriteArrayList<>();
    try (RunnerClient runner = RunnerClient.connect(options)) {
      runner.on("file", events::add);
      runner.onAny((name, json) -> all.add(name + json));

      runner.emit("upload", "a", Map.of("data", new byte[] {1, 2}), null);
      SocketPacket.Event heard = server.expect("upload");
      server.say(new SocketPacket.Event("/", 7L, "file", heard.arguments()));

      await().until(() -> events.size() == 1 && all.size() == 1);
      assertThat(heard.arguments().attachments()).containsExactly(new byte[] {1, 2});
      assertThat(events.get(0).attachments()).containsExactly(new byte[] {1, 2});
      assertThat(all.get(0)).startsWith("file[\"a\",{\"data\":{\"_placeholder\":true");
      assertThat(events.get(0).acknowledge("thanks")).isTrue();
      assertThat(events.get(0).acknowledge("again")).isFalse();
      assertThat(server.next())
          .isInstanceOfSatisfying(
              SocketPacket.Ack.class,
              ack -> {
                assertThat(ack.id()).isEqualTo(7);
                assertThat(ack.arguments().texts()).containsExactly("\"thanks\"");
              });
    }
  }

  @Test
  void acknowledgementsComeOrTimeOutOrEndWithTheConnection() throws Exception {
    options = options.requestTimeout(Duration.ofSeconds(1));
    try (RunnerClient runner = RunnerClient.connect(options)) {
      CompletableFuture<Acknowledgement> answer = runner.emitWithAckAsync("ask", 1);
      long id = Objects.requireNonNull(server.expect("ask").id());
      server.say(new SocketPacket.Ack("/", id + 100, Arguments.of("nobody's")));
      server.say(new SocketPacket.Ack("/", id, Arguments.of("yes", 2)));

      assertThat(answer.get(10, TimeUnit.SECONDS).arguments()).containsExactly("\"yes\"", "2");
      assertThatThrownBy(() -> runner.emitWithAck("ask"))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("event 'ask'");
      CompletableFuture<Acknowledgement> lost = runner.emitWithAckAsync("ask");
      server.cut();
      assertThat(lost)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withMessageContaining("lost");
    }
  }

  @Test
  void whatIsMalformedIsReportedAndHarmsNothing() throws Exception {
    List<String> errors = new CopyOnWriteArrayList<>();
    options = options.onError(e -> errors.add(e.getMessage()));
    try (RunnerClient runner = RunnerClient.connect(options)) {
      List<RunnerEvent> events = new CopyOnWriteArrayList<>();
      runner.events().onEach(events::add);
      server.raw("9");
      server.raw("42{}");
      server.raw("451-[\"x\",{\"_placeholder\":true,\"num\":3}]");
      server.raw(new byte[] {1});
      server.say("execution:log", "{'executionId':7}");
      server.say("execution:complete");

      server.say("made-up", "1", "{'a':[]}");

      await().until(() -> events.size() == 1);
      assertThat(events.get(0))
          .isEqualTo(new RunnerEvent.Unknown("made-up", List.of("1", "{\"a\":[]}")));
      await().until(() -> errors.size() >= 6);
      assertThat(runner.state()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  @Test
  void aPacketOverTheServersLimitIsRefusedHere() {
    server.maxPayload = 1000;
    try (RunnerClient runner = RunnerClient.connect(options)) {
      assertThatThrownBy(() -> runner.emit("big", "x".repeat(2000)))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE))
          .hasMessageContaining("server's limit of 1000");
      assertThatThrownBy(() -> runner.emit("disconnect"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(runner.state()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  private static void hold(CountDownLatch until) {
    try {
      assertThat(until.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
