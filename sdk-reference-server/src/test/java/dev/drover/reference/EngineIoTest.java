package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engine.IO 4, written from its public specification, opposite clients of the JDK's. */
@Timeout(120)
class EngineIoTest {

  private static final String PATH = "/engine.io/";
  private static final Duration LONG = Duration.ofSeconds(60);

  private EchoServer server = new EchoServer(0, LONG, LONG);

  @AfterEach
  void stop() {
    server.close();
  }

  private Polling polling() {
    return Polling.open(server.port(), PATH);
  }

  private EnginePeer socket() throws InterruptedException {
    return EnginePeer.session(server.port(), PATH);
  }

  private EnginePeer upgrading(Polling polling) throws InterruptedException {
    String query = "EIO=4&transport=websocket&sid=" + polling.sid();
    EnginePeer peer = EnginePeer.open(server.port(), PATH, query).say("2probe");
    assertThat(peer.next()).isEqualTo("3probe");
    return peer;
  }

  private HttpResponse<String> call(String method, String query, String... headers) {
    String address = "http://127.0.0.1:" + server.port() + PATH + "?" + query;
    return Polling.call(method, address, "", headers).join();
  }

  @Test
  void theHandshakeTellsAllThatAClientNeeds() throws Exception {
    JsonNode polled = PlainPeer.json(call("GET", "EIO=4&transport=polling").body().substring(1));
    JsonNode socket;
    try (EnginePeer peer = EnginePeer.open(server.port(), PATH, "EIO=4&transport=websocket")) {
      socket = PlainPeer.json(peer.next().substring(1));
    }

    assertThat(polled.path("upgrades").toString()).isEqualTo("[\"websocket\"]");
    assertThat(socket.path("upgrades").toString()).isEqualTo("[]");
    for (JsonNode handshake : new JsonNode[] {polled, socket}) {
      assertThat(handshake.path("sid").asText()).isNotBlank();
      assertThat(handshake.path("pingInterval").asLong()).isEqualTo(60_000);
      assertThat(handshake.path("pingTimeout").asLong()).isEqualTo(60_000);
      assertThat(handshake.path("maxPayload").asLong()).isEqualTo(EchoServer.MAX_PAYLOAD);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, transport=polling, 5",
    "GET, EIO=abc&transport=polling, 5",
    "GET, EIO=3&transport=polling, 5",
    "GET, EIO=4, 0",
    "GET, EIO=4&transport=abc, 0",
    "GET, EIO=4&transport=polling&sid=nobody, 1",
    "POST, EIO=4&transport=polling, 2",
    "PUT, EIO=4&transport=polling, 2",
    "GET, EIO=4&transport=websocket, 3"
  })
  void refusesWithACodeThatClientsKnow(String method, String query, int code) {
    HttpResponse<String> answer = call(method, query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(PlainPeer.json(answer.body()).path("code").asInt()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "transport=websocket",
    "EIO=abc&transport=websocket",
    "EIO=4",
    "EIO=4&transport=abc",
    "EIO=4&transport=websocket&sid=nobody"
  })
  void refusesAnUpgradeLikewise(String query) {
    assertThatThrownBy(() -> EnginePeer.open(server.port(), PATH, query))
        .hasRootCauseMessage("Unexpected HTTP response status code 400");
  }

  @ParameterizedTest
  @CsvSource({"4hello", "4one\u001e4two\u001e4three", "4hello\u001ebAQIDBA=="})
  void pollingCarriesPayloadsThereAndBack(String payload) {
    Polling polling = polling();

    assertThat(polling.post(payload).body()).isEqualTo("ok");

    HttpResponse<String> polled = polling.get();
    assertThat(polled.body()).isEqualTo(payload);
    assertThat(polled.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
  }

  @Test
  void aPollWaitsForSomethingToBeSaid() {
    Polling polling = polling();
    CompletableFuture<HttpResponse<String>> waiting = polling.getAsync();

    polling.post("4late");

    assertThat(waiting.join().body()).isEqualTo("4late");
  }

  @Test
  void aBadPayloadEndsTheSession() {
    Polling polling = polling();

    assertThat(polling.post("abc").statusCode()).isEqualTo(400);
    assertThat(polling.get().statusCode()).isEqualTo(400);
  }

  @Test
  void twoPollsAtOnceEndTheSession() {
    Polling polling = polling();
    CompletableFuture<HttpResponse<String>> one = polling.getAsync();
    CompletableFuture<HttpResponse<String>> two = polling.getAsync();

    assertThat(new int[] {one.join().statusCode(), two.join().statusCode()})
        .containsExactlyInAnyOrder(200, 400);
    assertThat(one.join().statusCode() == 200 ? one.join().body() : two.join().body())
        .isEqualTo("1");
    assertThat(polling.get().statusCode()).isEqualTo(400);
  }

  @Test
  void aGoodbyeMayComeBeforeThePollBesideIt() {
    Polling polling = polling();

    assertThat(polling.post("1").statusCode()).isEqualTo(200);

    assertThat(polling.get().body()).isEqualTo("6");
    assertThat(polling.get().statusCode()).isEqualTo(400);
  }

  @Test
  void webSocketsCarryTextAndBytes() throws Exception {
    try (EnginePeer peer = socket()) {
      assertThat(peer.say("4hello").next()).isEqualTo("4hello");
      assertThat(peer.say(new byte[] {1, 2, 3}).next()).isEqualTo("(binary)");
      assertThat(peer.nextBytes()).containsExactly(1, 2, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"abc", "1", "2"})
  void aBadPacketOrAGoodbyeEndsAWebSocket(String packet) throws Exception {
    try (EnginePeer peer = socket()) {
      peer.say(packet).awaitClose();
    }
  }

  @Test
  void anUpgradeTakesAlongWhatWaits() throws Exception {
    Polling polling = polling();
    try (EnginePeer peer = upgrading(polling)) {
      assertThat(polling.get().body()).isEqualTo("6");
      polling.post("4waiting");
      peer.say("5").say("4hello");

      assertThat(peer.next()).isEqualTo("4waiting");
      assertThat(peer.next()).isEqualTo("4hello");
      assertThat(polling.get().statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aSecondWebSocketIsLetInAndSentAway() throws Exception {
    Polling polling = polling();
    try (EnginePeer first = upgrading(polling)) {
      assertThat(first.say("5").say("4x").next()).isEqualTo("4x");

      String query = "EIO=4&transport=websocket&sid=" + polling.sid();
      try (EnginePeer second = EnginePeer.open(server.port(), PATH, query)) {
        second.awaitClose();
      }
      assertThat(first.say("4still here").next()).isEqualTo("4still here");
    }
  }

  @Test
  void whoAnswersPingsStaysAndWhoDoesNotGoes() throws Exception {
    server.close();
    server = new EchoServer(0, Duration.ofMillis(300), Duration.ofSeconds(2));
    Polling silent = polling();
    try (EnginePeer mute = socket();
        EnginePeer lively = socket()) {
      for (int i = 0; i < 10; i++) {
        assertThat(lively.next()).isEqualTo("2");
        lively.say("3");
      }
      mute.awaitClose();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> silent.post("4x").statusCode() == 400);
      assertThat(lively.say("4x").next()).isIn("4x", "2");
    }
  }

  @Test
  void pagesOfNeighboursMayReadAndThoseOfStrangersMayNotAsk() {
    String query = "EIO=4&transport=polling";
    HttpResponse<String> own = call("GET", query, "origin", "http://localhost:5173");
    HttpResponse<String> preflight =
        call(
            "OPTIONS",
            query,
            "origin",
            "http://localhost:5173",
            "access-control-request-headers",
            "x-own");

    assertThat(own.headers().firstValue("access-control-allow-origin"))
        .contains("http://localhost:5173");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("access-control-allow-headers")).contains("x-own");
    assertThat(call("GET", query, "origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(call("POST", query, "origin", "http://evil.example").statusCode()).isEqualTo(403);
  }
}
