package dev.drover.reference.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.reference.ManualClock;
import dev.drover.reference.internal.peer.PeerHandler;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection gets that does not take what it is sent. */
class SlowWatcherTest {

  private static final String ID = "550e8400-e29b-41d4-a716-446655440000";

  private static final String SUBSCRIBE = "{\"type\":\"subscribe_device\",\"device_id\":\"d\"}";

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final Executions executions = new Executions(clock, new NoVms());
  private final LiveExecution execution = executions.get(ID);
  private final SlowPeer peer = new SlowPeer();
  private final PeerHandler connection = executions.visit(new Visit(ID, true, null, false, null));

  private static final class NoVms implements Vms {
    @Override
    public Set<String> connected() {
      return Set.of();
    }

    @Override
    public CompletableFuture<byte[]> screenshot(String vmId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public VmCommand run(String vmId, String command, Output output) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void connect() {
    execution.device("d").showing(() -> new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
    connection.opened(peer);
    say(SUBSCRIBE);
    peer.sent.clear();
    peer.writable = false;
  }

  private void say(String json) {
    connection.text(peer, json.getBytes(StandardCharsets.UTF_8));
  }

  private void advance(int millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  private void log(int entries) {
    for (int i = 0; i < entries; i++) {
      execution.log("d", "entry");
    }
  }

  /** How many log entries it was told that it missed, each time. */
  private List<Integer> missed() {
    return peer.sent.stream()
        .filter(m -> m.contains("\"code\":\"RATE_LIMITED\"") && m.contains("\"device_id\":\"d\""))
        .map(m -> Integer.valueOf(m.replaceAll(".*\"(\\d+) log entries of d were.*", "$1")))
        .toList();
  }

  private List<String> percentages() {
    return peer.sent.stream().map(m -> m.replaceAll(".*percentage\":(\\d+).*", "$1")).toList();
  }

  @Test
  void ofProgressItGetsTheNewest() {
    for (int i = 1; i <= 50; i++) {
      execution.progress(i, "step");
      advance(1_000);
    }
    assertThat(peer.sent).isEmpty();
    assertThat(peer.waiting()).isEqualTo(1);

    peer.drain();

    assertThat(percentages()).containsExactly("50");
  }

  @Test
  void ofFramesItGetsTheNewest() {
    say("{\"type\":\"start_preview\",\"device_id\":\"d\"}");
    for (int i = 1; i <= 20; i++) {
      int count = i;
      await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                advance(0);
                return execution.device("d").encodedFrames() >= count;
              });
      advance(67);
    }
    assertThat(peer.sent).hasSize(1);

    synchronized (executions.lock()) {
      peer.drain();
    }

    assertThat(peer.sent).hasSize(2);
    assertThat(peer.sent.get(1)).contains("preview_frame").containsPattern("00:00:01\\.\\d+Z");
  }

  @Test
  void progressThatWasOvertakenIsNotSent() {
    execution.progress(1, "step");
    peer.writable = true;
    advance(1_000);
    execution.progress(2, "step");

    peer.drain();

    assertThat(percentages()).containsExactly("2");
  }

  @Test
  void stepsAndErrorsAreAllSent() {
    for (int i = 0; i < 500; i++) {
      execution.stepCompleted("d", "m").error("d", "E", "e");
    }

    assertThat(peer.sent).hasSize(1_000);
  }

  @Test
  void logEntriesAreDroppedUntilItHasCaughtUp() {
    execution.log("d", "lost");

    peer.drain();
    execution.log("d", "heard");

    assertThat(peer.sent).singleElement().asString().contains("heard");
  }

  @Test
  void itIsToldOnceASecondHowManyLogEntriesItMissed() {
    log(3);
    advance(999);
    assertThat(peer.sent).isEmpty();

    advance(1);
    log(2);
    advance(1_000);

    assertThat(missed()).containsExactly(3, 2);
    advance(5_000);
    peer.drain();
    log(1);
    advance(5_000);
    assertThat(peer.sent).hasSize(3);
    assertThat(execution.device("d").droppedLogs()).as("over the limit").isZero();
  }

  @Test
  void whoKeepsUpIsNotToldOfWhatOthersMissed() {
    SlowPeer quick = new SlowPeer();
    PeerHandler other = executions.visit(new Visit(ID, true, null, false, null));
    other.opened(quick);
    other.text(quick, SUBSCRIBE.getBytes(StandardCharsets.UTF_8));
    quick.sent.clear();

    log(4);
    advance(1_000);

    assertThat(missed()).containsExactly(4);
    assertThat(quick.sent).hasSize(4).allMatch(m -> m.contains("log_entry"));
  }

  @Test
  void whatItMissedIsToldBeforeTheEnd() {
    log(5);

    execution.complete();

    assertThat(missed()).containsExactly(5);
    assertThat(peer.sent).hasSize(2);
    assertThat(peer.sent.get(1)).contains("execution_completed").contains("completed");
  }

  @Test
  void ofADeviceItDidNotAskForItMissesNothing() {
    execution.device("other");
    peer.sent.clear();

    execution.log("other", "unheard");
    advance(1_000);

    assertThat(peer.sent).isEmpty();
  }

  @Test
  void theLastProgressComesBeforeTheEnd() {
    execution.progress(1, "first").progress(100, "last");

    execution.complete();

    assertThat(peer.sent).hasSize(2);
    assertThat(peer.sent.get(0)).contains("execution_progress").contains("100");
    assertThat(peer.sent.get(1)).contains("execution_completed");
    peer.drain();
    assertThat(peer.sent).hasSize(2);
  }

  @Test
  void whoDoesNotTakeAnswersIsNotReadFrom() {
    say("nonsense");

    assertThat(peer.holds).isEqualTo(1);
    peer.drain();
    assertThat(peer.holds).isZero();
  }

  @Test
  void whoIsGoneGetsNothing() {
    execution.progress(1, "step").progress(2, "step").log("d", "lost");
    advance(999);

    connection.closed(peer);
    peer.drain();
    advance(1_000);

    assertThat(peer.sent).isEmpty();
    assertThat(execution.watchers()).isZero();
  }
}
