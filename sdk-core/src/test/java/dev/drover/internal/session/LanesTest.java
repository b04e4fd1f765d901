package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.internal.concurrent.DaemonThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

  private static final Lanes.Key VM1 = new Lanes.Key("vm-1", "command");
  private static final Lanes.Key VM2 = new Lanes.Key("vm-2", "command");

  private final PendingRequests<String> table =
      new PendingRequests<>(DaemonThreads.executor(), false, 50_000, () -> "connected");
  private final Lanes<String> lanes = new Lanes<>(Duration.ofMinutes(1));
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private int ids;

  @Test
  void oneAtATimePerLane() {
    var a = submit(VM1, "a");
    submit(VM1, "b");
    submit(VM2, "c");
    assertThat(sent).containsExactly("a", "c");

    table.answer(a, "done");

    assertThat(sent).containsExactly("a", "c", "b");
  }

  @Test
  void aLateAnswerNeverCompletesALaterRequest() {
    var a = submit(VM1, "a");
    var b = submit(VM1, "b");

    a.cancel(false);
    assertThat(sent).containsExactly("a");
    assertThat(lanes.current(VM1)).isNull();
    assertThat(lanes.lateAnswer(VM1)).isTrue();

    assertThat(sent).containsExactly("a", "b");
    assertThat(lanes.current(VM1)).isSameAs(b);
    assertThat(lanes.lateAnswer(VM1)).isFalse();
  }

  @Test
  void theQuarantineEnds() {
    Lanes<String> brief = new Lanes<>(Duration.ofMillis(20));
    var a = submit(brief, VM1, "a");
    submit(brief, VM1, "b");

    a.cancel(false);

    await().untilAsserted(() -> assertThat(sent).containsExactly("a", "b"));
  }

  @Test
  void oneGivenUpWhileItWaitedIsNeverSent() {
    var a = submit(VM1, "a");
    var b = submit(VM1, "b");
    submit(VM1, "c");

    b.cancel(false);
    table.answer(a, "done");

    assertThat(sent).containsExactly("a", "c");
  }

  @Test
  void opensAllWhenTheServerTurnsOutToSendIds() {
    submit(VM1, "a");
    submit(VM1, "b");
    submit(VM1, "c");

    lanes.openAll();
    submit(VM1, "d");

    assertThat(sent).containsExactly("a", "b", "c", "d");
    assertThat(lanes.current(VM1)).isNull();
  }

  @Test
  void busyLanesAreListedOldestFirst() {
    submit(VM2, "a");
    submit(VM1, "b").cancel(false);

    assertThat(lanes.busy(null)).containsExactly(VM2, VM1);
    assertThat(lanes.busy("vm-1")).containsExactly(VM1);
    lanes.reset();
    assertThat(lanes.busy(null)).isEmpty();
  }

  @Test
  void aThousandSendsThatFailDoNotNest() {
    var first = submit(VM1, "first");
    List<PendingRequest<String, String>> waiting = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      waiting.add(submitFailing(VM1));
    }
    table.answer(first, "done");

    assertThat(waiting).allMatch(PendingRequest::isDone);
    submit(VM1, "last");
    assertThat(sent).containsExactly("first", "last");
  }

  private PendingRequest<String, String> submit(Lanes.Key lane, String text) {
    return submit(lanes, lane, text);
  }

  private PendingRequest<String, String> submit(Lanes<String> on, Lanes.Key lane, String text) {
    PendingRequest<String, String> request = open();
    on.submit(lane, request, () -> sent.add(text));
    return request;
  }

  private PendingRequest<String, String> submitFailing(Lanes.Key lane) {
    PendingRequest<String, String> request = open();
    ConnectionException lost = new ConnectionException(Reason.LOST, "lost", null);
    lanes.submit(lane, request, () -> table.fail(request, lost));
    return request;
  }

  private PendingRequest<String, String> open() {
    Request request = new Request("r" + ids++, "x", Duration.ofMinutes(1), "", true);
    return table.open(request, any -> true, answer -> answer);
  }
}
