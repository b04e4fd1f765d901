package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.DroverException;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.ExecutionEvent.StepEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages with an id: handled once, acknowledged when handled, resumed after a loss. */
@Timeout(20)
class GuaranteedDeliveryTest {

  @Test
  void aStepIsAcknowledgedWhenItsListenersHaveReturned() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch gate = new CountDownLatch(1);
      played.client.events().on(StepCompleted.class, step -> pass(gate));

      played.step("1", "m-1");
      assertThat(played.sent()).isEmpty();
      assertThat(played.client.unacknowledged()).containsExactly("m-1");
      gate.countDown();

      await().until(() -> played.sent().equals(List.of(ack("m-1"))));
      await().until(() -> played.client.unacknowledged().isEmpty());
    }
  }

  @Test
  void whatNobodyListensToIsAcknowledgedToo() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.step("1", "m-1");

      await().until(() -> played.sent().equals(List.of(ack("m-1"))));
      assertThat(played.client.snapshot().steps()).hasSize(1);
    }
  }

  @Test
  void aListenerThatThrowsHasHandledItAllTheSame() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played
          .client
          .events()
          .onEach(
              event -> {
                throw new IllegalStateException("a bug");
              });

      played.step("1", "m-1");

      await().until(() -> played.sent().equals(List.of(ack("m-1"))));
    }
  }

  @Test
  void messagesWithoutIdAreNotAcknowledged() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<StepEvent> steps = played.collect(StepEvent.class);

      played.says("{'type':'step_completed','step_id':'1'}");
      played.says("{'type':'step_completed','step_id':'1'}");

      await().until(() -> steps.size() == 2);
      assertThat(played.sent()).isEmpty();
    }
  }

  @Test
  void whatComesTwiceIsHeardOnceAndAcknowledgedAgain() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<StepEvent> steps = played.collect(StepEvent.class);
      played.step("1", "m-1");
      await().until(() -> played.sent().size() == 1);

      played.step("1", "m-1");

      assertThat(played.sent()).containsExactly(ack("m-1"), ack("m-1"));
      assertThat(steps).hasSize(1);
    }
  }

  @Test
  void errorsAreGuaranteedToo() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      List<ExecutionError> errors = played.collect(ExecutionError.class);
      String error = "{'type':'error','code':'MODULE_TIMEOUT','message_id':'m-9'}";

      played.says(error);
      played.says(error);

      await().until(() -> played.sent().contains(ack("m-9")));
      assertThat(errors).hasSize(1);
    }
  }

  @Test
  void aReconnectAsksForWhatCameSince() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      assertThat(played.lastUri()).doesNotContain("resume_from");
      played.step("1", "m 1");
      await().until(() -> played.sent().size() == 1);

      played.cut();

      assertThat(played.lastUri()).endsWith("?extensions=drover.v1&resume_from=m%201");
    }
  }

  @Test
  void aReconnectBeforeTheFirstMessageAsksForAllThatIsKept() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      played.cut();

      assertThat(played.lastUri()).endsWith("?extensions=drover.v1&resume_from=");
    }
  }

  @Test
  void anAttemptThatFailedIsNoReasonToResume() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connecting(o -> o.retryFirstConnect(true))) {
      played.server.refused(503);
      played.transports.next();

      assertThat(played.lastUri()).doesNotContain("resume_from");
    }
  }

  @Test
  void whatWasHandledWithoutConnectionIsAcknowledgedOverTheNext() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch gate = new CountDownLatch(1);
      played.client.events().on(StepCompleted.class, step -> pass(gate));
      played.step("1", "m-1");
      played.cut();
      gate.countDown();
      await().until(() -> played.client.unacknowledged().equals(List.of("m-1")));

      played.accept();

      await().until(() -> played.sent().contains(ack("m-1")));
      await().until(() -> played.client.unacknowledged().isEmpty());
    }
  }

  @Test
  void closingWaitsForListenersAtWork() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch begun = new CountDownLatch(1);
      played
          .client
          .events()
          .on(
              StepCompleted.class,
              step -> {
                begun.countDown();
                pass(new CountDownLatch(1), 50);
              });
      played.step("1", "m-1");
      begun.await();

      played.client.close();

      assertThat(played.sent()).contains(ack("m-1"));
      assertThat(played.reported).isEmpty();
    }
  }

  @Test
  void closingReportsWhatStayedUnacknowledged() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch gate = new CountDownLatch(1);
      played.client.events().on(StepCompleted.class, step -> pass(gate));
      played.step("1", "m-1");
      played.step("2", "m-2");

      played.client.close();

      await().until(() -> !played.reported.isEmpty());
      assertThat(played.reported)
          .extracting(DroverException::getMessage)
          .anySatisfy(words -> assertThat(words).contains("2 guaranteed", "[m-1, m-2]"));
      gate.countDown();
    }
  }

  @Test
  void closingInsideAListenerWaitsForNothing() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      CountDownLatch closed = new CountDownLatch(1);
      played
          .client
          .events()
          .on(
              StepCompleted.class,
              step -> {
                played.client.close();
                closed.countDown();
              });

      played.step("1", "m-1");

      assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String ack(String id) {
    return "{'type':'ack','message_id':'" + id + "'}";
  }

  private static void pass(CountDownLatch gate) {
    pass(gate, 10_000);
  }

  private static void pass(CountDownLatch gate, long millis) {
    try {
      if (!gate.await(millis, TimeUnit.MILLISECONDS) && millis > 1000) {
        throw new IllegalStateException("the test never opened the gate");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
