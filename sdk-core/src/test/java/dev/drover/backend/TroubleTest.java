package dev.drover.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.RequestTimeoutException;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer, half an answer, no token. */
@Timeout(30)
class TroubleTest {

  private static final String PONG = StubBackend.wrapped("{'type':'pong'}");

  private StubBackend backend;

  @BeforeEach
  void start() {
    backend = StubBackend.start();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void aSlowAnswerPastTheDeadline() {
    try (StubBackend slow =
        StubBackend.start(o -> o.requestTimeout(Duration.ofMillis(100)).token("secret"))) {
      slow.answers(StubBackend.json(200, PONG).withFixedDelay(20_000));

      assertThatThrownBy(() -> slow.client.ping("vm-1"))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContainingAll("ping of vm-1", "1.1 s", slow.server.baseUrl(), "listVms()")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void theDeadlineHoldsForTheBodyToo() {
    try (StubBackend slow = StubBackend.start(o -> o.requestTimeout(Duration.ofMillis(100)))) {
      slow.answers(StubBackend.json(200, PONG).withChunkedDribbleDelay(20, 20_000));

      assertThatThrownBy(() -> slow.client.ping("vm-1"))
          .isInstanceOf(RequestTimeoutException.class);
    }
  }

  @Test
  void aCommandWithoutAnAnswerCanBeStopped() throws Exception {
    try (SilentBackend silent = new SilentBackend();
        BackendClient client = BackendClient.of(silent.options())) {
      Duration timeout = Duration.ofMillis(100);

      assertThatThrownBy(() -> client.attach("vm-1", "c-1", timeout))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContainingAll("command c-1 on vm-1", "1.1 s")
          .hasMessageContaining("stopCommand(\"vm-1\", \"c-1\")");
      silent.accept().awaitEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EMPTY_RESPONSE, LOST",
    "CONNECTION_RESET_BY_PEER, LOST",
    "MALFORMED_RESPONSE_CHUNK, LOST",
    "RANDOM_DATA_THEN_CLOSE, PROTOCOL"
  })
  void cutAndBrokenAnswers(Fault fault, Reason reason) {
    backend.answers(aResponse().withStatus(200).withBody("{").withFault(fault));

    ConnectionException failure =
        catchThrowableOfType(
            ConnectionException.class, () -> backend.client.sendCommand("vm-1", "make"));

    assertThat(failure.reason()).isIn(reason, Reason.LOST);
    assertThat(failure)
        .hasMessageContainingAll(
            "command 'make' on vm-1 (command_id cmd-", backend.server.baseUrl());
  }

  @Test
  void nothingIsConnectedBeforeItIsNeeded() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    try (BackendClient client = BackendClient.connect("ws://localhost:" + free + "/base")) {
      assertThat(client).hasToString("BackendClient[http://localhost:" + free + "/base]");
      assertThatThrownBy(() -> client.ping("vm-1"))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE))
          .hasMessageContainingAll("ping of vm-1 was not sent", "localhost:" + free, "check host");
    }
  }

  @Test
  void theTokenIsAskedForAnew() {
    AtomicInteger asked = new AtomicInteger();
    try (StubBackend guarded =
        StubBackend.start(o -> o.token(() -> "token-" + asked.incrementAndGet()))) {
      guarded.answers(200, PONG);

      guarded.client.ping("vm-1");
      guarded.client.ping("vm-1");

      assertThat(asked).hasValue(2);
      for (String token : new String[] {"Bearer token-1", "Bearer token-2"}) {
        guarded.server.verify(
            1,
            postRequestedFor(urlPathEqualTo("/api/vm/vm-1/send"))
                .withHeader("Authorization", equalTo(token)));
      }
    }
  }

  @Test
  void aQueryGoesWithEveryRequest() {
    backend.answers(200, PONG);

    try (BackendClient client =
        BackendClient.connect(backend.server.baseUrl() + "/base?token=secret")) {
      client.ping("vm-1");

      assertThat(backend.server.getAllServeEvents().get(0).getRequest().getUrl())
          .isEqualTo("/base/api/vm/vm-1/send?token=secret");
      assertThat(client.toString()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "line end\n", "zwölf"})
  void aTokenThatCannotBeSent(String token) {
    try (StubBackend guarded = StubBackend.start(o -> o.token(() -> token))) {
      ConnectionException failure =
          catchThrowableOfType(ConnectionException.class, () -> guarded.client.ping("vm-1"));

      assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
      assertThat(failure).hasMessageContaining("ping of vm-1 was not sent");
      assertThat(guarded.server.getAllServeEvents()).isEmpty();
    }
  }

  @Test
  void aTokenSupplierThatFails() {
    IllegalStateException cause = new IllegalStateException("the vault is closed");
    try (StubBackend guarded =
        StubBackend.start(
            o ->
                o.token(
                    () -> {
                      throw cause;
                    }))) {
      assertThatThrownBy(() -> guarded.client.ping("vm-1"))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("the token supplier failed")
          .hasCause(cause);
    }
  }
}
