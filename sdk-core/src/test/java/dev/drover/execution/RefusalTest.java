package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.internal.transport.CloseInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals in all their forms are told by their reason, and never tried again. */
@Timeout(20)
class RefusalTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,         4401, UNAUTHORIZED",
    "INVALID_EXECUTION_ID, 4404, NOT_FOUND",
    "EXECUTION_NOT_ACTIVE, 4409, NOT_ACTIVE",
    "RATE_LIMITED,         4429, REFUSED",
    "OUT_OF_ORDER,         1000, REFUSED"
  })
  void anErrorAndACloseFailTheConnect(String code, int close, Reason reason) throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o)) {
      played.server.listener.onOpen();
      played.says("{'type':'error','code':'%s','message':'No way'}".formatted(code));
      played.closes(close);

      assertRefused(played, reason, code + ": No way");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4401, UNAUTHORIZED",
    "4403, UNAUTHORIZED",
    "4404, NOT_FOUND",
    "4409, NOT_ACTIVE",
    "1008, REFUSED",
    "1000, REFUSED"
  })
  void aCloseAloneFailsTheConnect(int close, Reason reason) throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o)) {
      played.server.listener.onOpen();
      played.closes(close);

      assertRefused(played, reason, String.valueOf(close));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, UNAUTHORIZED",
    "403, UNAUTHORIZED",
    "404, NOT_FOUND",
    "409, NOT_ACTIVE",
    "503, REFUSED"
  })
  void anHttpStatusFailsTheConnect(int status, Reason reason) throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o)) {
      played.server.refused(status);

      ConnectionException refused = assertRefused(played, reason, "HTTP " + status);
      assertThat(refused.httpStatus()).hasValue(status);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,         4401, UNAUTHORIZED",
    "INVALID_EXECUTION_ID, 1000, NOT_FOUND",
    "EXECUTION_NOT_ACTIVE, 4409, NOT_ACTIVE"
  })
  void aRefusalThatComesLateEndsTheConnectionForGood(String code, int close, Reason reason)
      throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionError> errors = played.collect(ExecutionError.class);
      played.says("{'type':'error','code':'%s','message':'No more'}".formatted(code));
      played.closes(close);

      await().until(() -> played.client.state() == ConnectionState.CLOSED);
      assertThat(endOf(played))
          .hasMessageContaining("the server refused: " + code + ": No more")
          .hasMessageNotContaining("lost")
          .hasMessageNotContaining("closed");
      assertThat(endOf(played).reason()).isEqualTo(reason);
      await().until(() -> errors.size() == 1);
      assertThat(played.transports.made).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"401, UNAUTHORIZED", "403, UNAUTHORIZED", "404, NOT_FOUND", "409, NOT_ACTIVE"})
  void aRefusalWhileReconnectingIsNotTriedAgain(int status, Reason reason) throws Exception {
    try (HandPlayedServer played =
        HandPlayedServer.connected(o -> o.token(() -> "t" + System.nanoTime()))) {
      played.cut();
      played.server.refused(status);

      assertThat(endOf(played).reason()).isEqualTo(reason);
      assertThat(played.transports.made).isEmpty();
    }
  }

  @Test
  void anOverloadedServerIsTriedAgain() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.cut();
      played.server.refused(503);
      played.server = played.transports.next();
      played.accept();

      await().until(() -> played.client.state() == ConnectionState.CONNECTED);
    }
  }

  @Test
  void aConnectionTooManyIsTriedAgainWhenItWasThereBefore() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.cut();
      played.server.listener.onOpen();
      played.says("{'type':'error','code':'RATE_LIMITED','message':'10 connections'}");
      played.server = played.transports.next();
      played.accept();

      await().until(() -> played.client.state() == ConnectionState.CONNECTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MODULE_TIMEOUT", "RATE_LIMITED", "ADB_OFFLINE"})
  void anErrorOfADeviceRefusesNothing(String code) throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o)) {
      played.server.listener.onOpen();
      played.says("{'type':'error','code':'" + code + "','device_id':'d1'}");
      played.server.listener.onPong();

      assertThat(played.connecting.get(5, TimeUnit.SECONDS)).isSameAs(played.client);
    }
  }

  @Test
  void theTokenGoesIntoTheQueryAndNowhereElse() throws Exception {
    try (HandPlayedServer played =
        HandPlayedServer.connecting(
            o -> o.uri(URI.create("ws://fake:1/api/v1/?a=b")).token(() -> "s3cret &+"))) {
      assertThat(played.lastUri())
          .isEqualTo(
              "ws://fake:1/api/v1/ws/executions/%s?a=b&token=s3cret%%20%%26%%2B&extensions=drover.v1"
                  .formatted(HandPlayedServer.ID));
      assertThat(played.transports.tokens).containsExactly("null");
      played.server.breaks(CloseInfo.Kind.CLOSED_BY_PEER, 4401, "no");

      Throwable refused = catchThrowable(() -> played.connecting.get(5, TimeUnit.SECONDS));
      assertThat(refused).hasMessageNotContaining("s3cret").hasMessageNotContaining("a=b");
      assertThat(played.client.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void theTokenIsAskedForAnewAtEachAttempt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (HandPlayedServer played =
        HandPlayedServer.connected(o -> o.token(() -> "t" + asked.incrementAndGet()))) {
      played.cut();

      assertThat(played.lastUri()).contains("token=t2");
    }
  }

  @Test
  void withoutTokenAndExtensionThereIsNoQuery() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o.extensions(false))) {
      assertThat(played.lastUri()).isEqualTo("ws://fake:1/ws/executions/" + HandPlayedServer.ID);
    }
  }

  @Test
  void anIdThatIsNoUuidIsTheServersToRefuse() {
    assertThatThrownBy(() -> ExecutionClient.connect("ws://fake:1", " "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(
            new ExecutionAddress(URI.create("ws://fake:1"), "a/b ?#").connection(null, false, null))
        .hasToString("ws://fake:1/ws/executions/a%2Fb%20%3F%23");
  }

  private static ConnectionException assertRefused(
      HandPlayedServer played, Reason reason, String words) {
    Throwable failure = catchThrowable(() -> played.connecting.get(5, TimeUnit.SECONDS));
    ConnectionException refused = (ConnectionException) Objects.requireNonNull(failure.getCause());
    assertThat(refused).hasMessageContaining(words);
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(played.transports.made).isEmpty();
    return refused;
  }

  private static ConnectionException endOf(HandPlayedServer played) {
    return (ConnectionException) catchThrowable(() -> played.client.awaitCompletion(SOON));
  }
}
