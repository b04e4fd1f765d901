package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@code drover.v1} adds: guaranteed messages, acknowledged, and sent again to who was away.
 */
class ExecutionResumeTest extends WithExecution {

  private static final String V1 = "?extensions=drover.v1";

  @BeforeEach
  void addDevice() {
    execution.device(DEVICE);
  }

  private PlainPeer v1Watcher(String more) {
    PlainPeer peer = watcher(V1 + more);
    peer.read("device_status");
    return peer;
  }

  private void steps(int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> execution.stepCompleted(DEVICE, "step " + i));
  }

  private static String module(JsonNode step) {
    return step.path("module_id").asText();
  }

  private static String id(JsonNode message) {
    String id = message.path("message_id").asText();
    assertThat(id).isNotEmpty();
    return id;
  }

  @Test
  void onlyWhoAsksForItGetsMessageIds() {
    PlainPeer plain = watcher();
    PlainPeer other = watcher("?extensions=something.else");
    PlainPeer extended = v1Watcher("");
    plain.read("device_status");
    other.read("device_status");

    steps(1, 1);

    assertThat(plain.read("step_completed").has("message_id")).isFalse();
    assertThat(other.read("step_completed").has("message_id")).isFalse();
    id(extended.read("step_completed"));
  }

  @Test
  void stepsAndErrorsHaveIdsOfTheirOwnAndNothingElseHas() {
    PlainPeer peer = v1Watcher("");

    execution.stepCompleted(DEVICE, "m").stepFailed(DEVICE, "m", "E", "e").error(DEVICE, "X", "x");
    peer.send("{'type':'dance'}");
    execution.progress(1, "m");

    List<String> ids =
        List.of(
            id(peer.read("step_completed")), id(peer.read("step_failed")), id(peer.read("error")));
    assertThat(ids).doesNotHaveDuplicates();
    JsonNode next = peer.read();
    JsonNode last = peer.read();
    JsonNode progress = next.path("type").asText().equals("error") ? last : next;
    assertThat(progress.has("message_id")).isFalse();
  }

  @Test
  void acknowledgementsAreCounted() {
    PlainPeer peer = v1Watcher("");
    steps(1, 2);
    String first = id(peer.read("step_completed"));
    assertThat(execution.unacknowledged()).isEqualTo(2);

    peer.send("{'type':'ack','message_id':'" + first + "'}").fence();

    assertThat(execution.unacknowledged()).isEqualTo(1);
  }

  @Test
  void whoComesBackGetsWhatItMissed() {
    PlainPeer peer = v1Watcher("");
    steps(1, 2);
    peer.read("step_completed");
    String seen = id(peer.read("step_completed"));
    peer.drop();
    steps(3, 5);

    PlainPeer again = v1Watcher("&resume_from=" + seen);

    for (int i = 3; i <= 5; i++) {
      assertThat(module(again.read("step_completed"))).isEqualTo("step " + i);
    }
    steps(6, 6);
    assertThat(module(again.read("step_completed"))).isEqualTo("step 6");
    again.expectNothing();
  }

  @Test
  void whoWasCutBeforeTheFirstMessageGetsThemAll() {
    v1Watcher("").drop();
    steps(1, 2);

    PlainPeer again = v1Watcher("&resume_from=");

    assertThat(module(again.read("step_completed"))).isEqualTo("step 1");
    assertThat(module(again.read("step_completed"))).isEqualTo("step 2");
    again.expectNothing();
  }

  @Test
  void whoComesBackAfterTheEndHearsOfIt() {
    PlainPeer peer = v1Watcher("");
    steps(1, 1);
    String seen = id(peer.read("step_completed"));
    peer.drop();
    await().pollInterval(Duration.ofMillis(5)).until(() -> execution.watchers() == 0);
    steps(2, 2);
    execution.complete();

    PlainPeer again = v1Watcher("&resume_from=" + seen);

    assertThat(module(again.read("step_completed"))).isEqualTo("step 2");
    assertThat(again.read("execution_completed").path("total_steps").asInt()).isEqualTo(2);
  }

  @Test
  void afterFiveMinutesNothingIsLeftOfWhatHasEnded() {
    execution.complete();
    clock().advance(Duration.ofMinutes(5).minusMillis(1));
    v1Watcher("&resume_from=").read("execution_completed");

    clock().advance(Duration.ofMillis(1));

    PlainPeer late = knock(V1 + "&resume_from=");
    assertThat(late.read("error").path("code").asText()).isEqualTo("INVALID_EXECUTION_ID");
    assertThat(get("/api/v1/reports/" + ID + "?format=json").statusCode()).isEqualTo(404);
  }

  @Test
  void messagesAreKeptForFiveMinutesAndWhatIsLostIsSaid() {
    steps(1, 1);
    clock().advance(Duration.ofMinutes(4));
    steps(2, 2);
    clock().advance(Duration.ofMinutes(2));

    PlainPeer again = v1Watcher("&resume_from=");

    assertThat(module(again.read("step_completed"))).isEqualTo("step 2");
    assertThat(again.read("error").path("code").asText()).isEqualTo("RESUME_INCOMPLETE");
  }

  @Test
  void aQuietExecutionHasLostNothing() {
    PlainPeer peer = v1Watcher("");
    steps(1, 1);
    String seen = id(peer.read("step_completed"));
    clock().advance(Duration.ofMinutes(30));

    v1Watcher("&resume_from=" + seen).expectNothing();
  }

  @Test
  void anIdOfAnotherRunIsNotMistaken() {
    PlainPeer peer = v1Watcher("");
    steps(1, 3);
    peer.read("step_completed");
    String ofTheFirst = id(peer.read("step_completed"));
    execution.complete();
    Execution second = server.execute(planOfSteps(3));
    second.await(Duration.ofSeconds(10));

    PlainPeer again = watcher(V1 + "&resume_from=" + ofTheFirst);

    again.read("device_status");
    for (int i = 1; i <= 3; i++) {
      assertThat(module(again.read("step_completed"))).isEqualTo("planned " + i);
    }
    assertThat(again.read("error").path("code").asText()).isEqualTo("RESUME_INCOMPLETE");
  }

  private static ExecutionPlan planOfSteps(int steps) {
    ExecutionPlan plan = ExecutionPlan.on(DEVICE).withId(UUID.fromString(ID));
    for (int i = 1; i <= steps; i++) {
      plan = plan.withModule(ExecutionModule.code("planned " + i, context -> {}));
    }
    return plan;
  }

  /**
   * Only three messages are missed each time: when more than 16 KB come right behind the answer to
   * its handshake, the JDK's client (17 to 25) sometimes garbles what it reads.
   */
  @Test
  void fiftyCutsLoseNothing() {
    String seen = "";
    int step = 0;
    for (int cut = 1; cut <= 50; cut++) {
      PlainPeer peer = v1Watcher("&resume_from=" + seen);
      steps(10 * cut - 9, 10 * cut);
      while (step < (cut == 50 ? 500 : 10 * cut - 3)) {
        JsonNode message = peer.read("step_completed");
        assertThat(module(message)).isEqualTo("step " + ++step);
        seen = id(message);
      }
      peer.drop();
      await().pollInterval(Duration.ofMillis(5)).until(() -> execution.watchers() == 0);
    }
    v1Watcher("&resume_from=" + seen).expectNothing();
  }
}
