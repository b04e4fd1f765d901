package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Plans of Java code, on devices that only have a name. */
class ExecutionEngineTest extends WithExecution {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  private static ExecutionPlan plan(ExecutionModule... modules) {
    ExecutionPlan plan = ExecutionPlan.on(DEVICE).withId(UUID.fromString(ID));
    for (ExecutionModule module : modules) {
      plan = plan.withModule(module);
    }
    return plan;
  }

  private ExecutionModule noting(String id) {
    return ExecutionModule.code(
        id, context -> ran.add(context.moduleId() + " on " + context.device().id()));
  }

  private static ExecutionModule failing(String id) {
    return ExecutionModule.code(
        id,
        context -> {
          throw context.failure("ADB_TIMEOUT", "attempt " + context.attempt());
        });
  }

  private ExecutionModule hanging(String id) {
    return ExecutionModule.code(
        id,
        context -> {
          begun.countDown();
          new CountDownLatch(1).await();
        });
  }

  /** Everything but progress and states of devices, until the end. */
  private static List<JsonNode> story(PlainPeer peer) {
    List<JsonNode> story = new ArrayList<>();
    while (true) {
      JsonNode message = peer.read();
      String type = message.path("type").asText();
      if (type.equals("execution_completed")) {
        return story;
      } else if (!type.equals("execution_progress") && !type.equals("device_status")) {
        story.add(message);
      }
    }
  }

  private static List<String> texts(List<JsonNode> messages, String field) {
    return messages.stream().map(message -> message.path(field).asText()).toList();
  }

  @Test
  void modulesRunInOrder() {
    PlainPeer peer = watcher();

    ExecutionOutcome outcome =
        server.execute(plan(noting("one"), noting("two"), noting("three"))).await(PATIENCE);

    assertThat(ran)
        .containsExactly("one on emulator-5554", "two on emulator-5554", "three on emulator-5554");
    assertThat(outcome.isSuccess()).isTrue();
    assertThat(outcome.totalSteps()).isEqualTo(3);
    assertThat(texts(story(peer), "module_id")).containsExactly("one", "two", "three");
  }

  @Test
  void devicesWorkSideBySideOnWhatIsForThem() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    ExecutionModule meeting =
        ExecutionModule.code(
            "meeting",
            context -> {
              both.countDown();
              both.await();
            });

    ExecutionOutcome outcome =
        server
            .execute(
                ExecutionPlan.on("a", "b")
                    .withModule(meeting)
                    .withModule(noting("only").onlyOn("b")))
            .await(PATIENCE);

    assertThat(outcome.successfulSteps()).isEqualTo(3);
    assertThat(ran).containsExactly("only on b");
  }

  @Test
  void progressEndsAtAHundred() {
    PlainPeer peer = watcher();

    server.execute(plan(noting("one"), noting("two"))).await(PATIENCE);

    JsonNode last = peer.read();
    for (JsonNode next = last; !next.path("type").asText().equals("execution_completed"); ) {
      last = next.path("type").asText().equals("execution_progress") ? next : last;
      next = peer.read();
    }
    assertThat(last.path("progress_percentage").asInt()).isEqualTo(100);
    assertThat(last.path("current_step").asText()).isEqualTo("two");
  }

  @Test
  void whatFailsIsTriedAgain() {
    PlainPeer peer = watcher();
    ExecutionModule flaky =
        ExecutionModule.code(
            "flaky",
            context -> {
              if (context.attempt() < 3) {
                throw new AssertionError("not yet");
              }
            });

    ExecutionOutcome outcome = server.execute(plan(flaky.withRetries(2))).await(PATIENCE);

    List<JsonNode> story = story(peer);
    assertThat(outcome.isSuccess()).isTrue();
    assertThat(texts(story, "type"))
        .containsExactly("step_failed", "step_failed", "step_completed");
    assertThat(texts(story, "step_id").stream().distinct()).hasSize(1);
    assertThat(texts(story.subList(0, 2), "retry_attempt")).containsExactly("1", "2");
    assertThat(texts(story.subList(0, 2), "will_retry")).containsExactly("true", "true");
    assertThat(story.get(0).path("error_code").asText()).isEqualTo("MODULE_FAILED");
    assertThat(story.get(0).path("error_message").asText()).isEqualTo("not yet");
  }

  @Test
  void whatFailsForGoodIsCountedAndTheRestGoesOn() {
    PlainPeer peer = watcher();

    ExecutionOutcome outcome =
        server.execute(plan(failing("bad").withRetries(1), noting("good"))).await(PATIENCE);

    assertThat(outcome.status()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(outcome.isSuccess()).isFalse();
    assertThat(outcome.failedSteps()).isEqualTo(1);
    List<JsonNode> story = story(peer);
    assertThat(texts(story, "will_retry")).containsExactly("true", "false", "");
    assertThat(texts(story, "error_code")).containsExactly("ADB_TIMEOUT", "ADB_TIMEOUT", "");
  }

  @Test
  void aFailureEndsAPlanThatSaysSo() {
    ExecutionOutcome outcome =
        server.execute(plan(failing("bad"), noting("good")).stoppingOnFailure()).await(PATIENCE);

    assertThat(outcome.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(outcome.totalSteps()).isEqualTo(2);
    assertThat(outcome.failedSteps()).isEqualTo(1);
    assertThat(ran).isEmpty();
  }

  @Test
  void whatTakesTooLongFails() throws InterruptedException {
    PlainPeer peer = watcher();
    Execution run =
        server.execute(plan(hanging("slow").withTimeout(Duration.ofMinutes(1)), noting("next")));
    begun.await();

    clock().advance(Duration.ofMinutes(1));

    run.await(PATIENCE);
    List<JsonNode> story = story(peer);
    assertThat(texts(story, "type")).containsExactly("error", "step_failed", "step_completed");
    assertThat(story.get(0).path("code").asText()).isEqualTo("MODULE_TIMEOUT");
    assertThat(story.get(1).path("error_code").asText()).isEqualTo("MODULE_TIMEOUT");
    assertThat(run.outcome().join().duration()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whoIsTooLateIsNotHeard() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    ExecutionModule stubborn =
        ExecutionModule.code(
            "stubborn",
            context -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                context.log("too late");
                interrupted.countDown();
              }
            });
    PlainPeer peer = watcher();
    peer.send("{'type':'subscribe_device','device_id':'emulator-5554'}");
    Execution run = server.execute(plan(stubborn));
    begun.await();

    run.cancel();

    interrupted.await();
    assertThat(texts(story(peer), "type")).doesNotContain("log_entry");
    peer.expectNothing();
  }

  @Test
  void aPlanCanBeCancelled() throws InterruptedException {
    PlainPeer peer = watcher();
    Execution run = server.execute(plan(hanging("slow").withRetries(3), noting("next")));
    begun.await();

    ExecutionOutcome outcome = run.cancel();

    assertThat(outcome.status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(outcome.totalSteps()).isEqualTo(2);
    List<JsonNode> story = story(peer);
    assertThat(texts(story, "error_code")).containsExactly("CANCELLED");
    assertThat(texts(story, "will_retry")).containsExactly("false");
    assertThat(ran).isEmpty();
  }

  @Test
  void aDeviceThatIsLostFailsWhatItHadToDo() throws InterruptedException {
    PlainPeer peer = watcher();
    Execution run = server.execute(plan(hanging("slow").withRetries(3), noting("next")));
    begun.await();

    run.disconnectDevice(DEVICE);

    assertThat(run.await(PATIENCE).failedSteps()).isEqualTo(2);
    List<JsonNode> story = story(peer);
    assertThat(texts(story, "type")).containsExactly("error", "step_failed", "step_failed");
    assertThat(texts(story.subList(1, 3), "error_code")).containsOnly("DEVICE_DISCONNECTED");
  }

  @Test
  void devicesAreBusyWhileTheyWork() throws InterruptedException {
    Execution run = server.execute(plan(hanging("slow")));
    begun.await();

    assertThat(server.device(DEVICE).status()).isEqualTo("busy");
    run.cancel();
    assertThat(server.device(DEVICE).status()).isEqualTo("idle");
  }

  @Test
  void whatAModuleSaysIsLogged() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    peer.send("{'type':'subscribe_device','device_id':'emulator-5554'}").fence();
    ExecutionModule talking =
        ExecutionModule.code(
            "talking",
            context -> {
              context.log("hello");
              context.log("WARNING", "careful");
            });

    server.execute(plan(talking)).await(PATIENCE);

    List<JsonNode> story = story(peer);
    assertThat(texts(story, "level")).containsExactly("INFO", "WARNING", "");
    assertThat(texts(story, "message")).containsExactly("hello", "careful", "");
    assertThat(texts(story, "module_id")).containsOnly("talking");
  }

  @Test
  void stepsHavePicturesIfThereIsSomethingToSee() {
    execution.device(DEVICE).showing(() -> picture(60, 40, Color.BLUE));
    PlainPeer peer = watcher();
    List<String> own = new ArrayList<>();

    server
        .execute(
            plan(
                noting("silent"),
                ExecutionModule.code("looking", context -> own.add(context.screenshot()))))
        .await(PATIENCE);

    List<String> urls = texts(story(peer), "screenshot_url");
    assertThat(urls.get(0)).matches("/api/v1/artifacts/screenshots/step_\\d+\\.png");
    assertThat(urls.get(1)).isEqualTo(own.get(0)).isNotEqualTo(urls.get(0));
    assertThat(get(urls.get(0)).headers().firstValue("content-type")).contains("image/png");
    assertThat(get(urls.get(0)).body()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void oneIdIsOnePlanAtATime() throws InterruptedException {
    Execution run = server.execute(plan(hanging("slow")));
    begun.await();

    assertThatIllegalStateException()
        .isThrownBy(() -> server.execute(plan(noting("other"))))
        .withMessageContaining("by a plan already");
    run.cancel();
    assertThat(server.execute(plan(noting("other"))).await(PATIENCE).isSuccess()).isTrue();
  }

  @Test
  void aPlanWithoutModulesIsDoneAtOnce() {
    assertThat(server.execute(plan()).await(PATIENCE).isSuccess()).isTrue();
  }

  @Test
  void aLongPlanIsNoDeepStack() {
    ExecutionPlan plan = plan();
    for (int i = 0; i < 3_000; i++) {
      plan = plan.withModule(failing("m" + i));
    }

    execution.disconnectDevice(DEVICE);

    assertThat(server.execute(plan).await(PATIENCE).failedSteps()).isEqualTo(3_000);
  }
}
