package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may not watch is told so, and has to go. */
class ExecutionRefusalsTest extends WithExecution {

  @Override
  ServerOptions options() {
    return super.options().withToken("s3cret");
  }

  private static void expectRefusal(PlainPeer peer, String code, int closeCode) {
    JsonNode error = peer.read("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.has("message_id")).isFalse();
    assertThat(peer.closeCode()).isEqualTo(closeCode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=wrong", "?token="})
  void wrongTokens(String query) {
    expectRefusal(knock(query), "UNAUTHORIZED", 4401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "nonsense", "%20", "%2e%2e"})
  void executionsThatAreNotThere(String id) {
    PlainPeer peer =
        closing(PlainPeer.connect(server.uri().resolve("/ws/executions/" + id + "?token=s3cret")));

    expectRefusal(peer, "INVALID_EXECUTION_ID", 4404);
  }

  @Test
  void executionsThatHaveEnded() {
    execution.cancel();

    expectRefusal(knock("?token=s3cret"), "EXECUTION_NOT_ACTIVE", 4409);
  }

  @Test
  void theRightTokenIsEnough() {
    PlainPeer inQuery = knock("?token=s3cret");
    PlainPeer inHeader =
        closing(
            PlainPeer.connect(address(""), with -> with.header("Authorization", "Bearer s3cret")));

    inQuery.expect(STATE);
    inHeader.expect(STATE);
  }

  @Test
  void capitalLettersInTheIdMakeNoDifference() {
    closing(
            PlainPeer.connect(
                server
                    .uri()
                    .resolve(
                        "/ws/executions/"
                            + ID.toUpperCase(java.util.Locale.ROOT)
                            + "?token=s3cret")))
        .expect(STATE);
  }

  @Test
  void anEleventhConnection() {
    List<PlainPeer> ten = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ten.add(watcher("?token=s3cret"));
    }

    expectRefusal(knock("?token=s3cret"), "RATE_LIMITED", 4429);
    ten.get(0).drop();
    await().until(() -> execution.watchers() == 9);
    knock("?token=s3cret").expect(STATE);
  }

  @Test
  void idsThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.execution("mine"))
        .withMessageContaining("UUID");
  }

  @Test
  void reportsAndScreenshotsNeedTheToken() {
    assertThat(get("/api/v1/reports/" + ID).statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/reports/" + ID + "?format=json&token=s3cret").statusCode())
        .isEqualTo(200);
    assertThat(get("/api/v1/artifacts/screenshots/step_001.png").statusCode()).isEqualTo(401);
  }
}
