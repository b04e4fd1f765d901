package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.fixtures.ExecutionServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets, cut again and again. */
@Timeout(60)
class CutConnectionsTest {

  private static final int STEPS = 500;
  private static final int CUTS = 50;
  private static final int BETWEEN_CUTS = STEPS / CUTS;

  private final List<String> steps = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void withTheExtensionNoStepIsLostOrSeenTwice(long seed) throws Exception {
    try (ExecutionServer server = new ExecutionServer(true);
        ExecutionClient client = connect(server)) {
      client.events().on(StepCompleted.class, step -> steps.add(step.stepId()));
      Random random = new Random(seed);

      for (int i = 0; i < STEPS; i += BETWEEN_CUTS) {
        int last = i + random.nextInt(BETWEEN_CUTS);
        steps(server, i, last + 1);
        cut(server);
        steps(server, last + 1, i + BETWEEN_CUTS);
      }

      await().until(() -> steps.size() >= STEPS);
      await().until(() -> server.connections() == CUTS + 1);
      assertThat(steps).isEqualTo(IntStream.range(0, STEPS).mapToObj(String::valueOf).toList());
      await().until(() -> client.unacknowledged().isEmpty());
      assertThat(server.heard).contains("{'type':'ack','message_id':'" + (STEPS - 1) + "'}");
      assertThat(client.snapshot().steps()).hasSize(STEPS);
    }
  }

  @Test
  void withoutTheExtensionEachCutIsOneGap() throws Exception {
    try (ExecutionServer server = new ExecutionServer(false);
        ExecutionClient client = connect(server)) {
      client.subscribeDevice("d1");
      client.startPreview("d1", PreviewQuality.LOW);
      await().until(() -> count(server, "start_preview") == 1);
      for (int i = 1; i <= CUTS; i++) {
        steps(server, (i - 1) * BETWEEN_CUTS, i * BETWEEN_CUTS);
        cut(server);
        int connections = i + 1;
        await()
            .pollInterval(Duration.ofMillis(1))
            .until(() -> count(server, "start_preview") == connections);
        assertThat(count(server, "subscribe_device")).isEqualTo(connections);
      }

      assertThat(client.events().gaps()).hasSize(CUTS);
      assertThat(server.heard).noneMatch(message -> message.contains("ack"));
    }
  }

  @Test
  void aSilentConnectionIsGivenUpAndMadeAgain() throws Exception {
    try (ExecutionServer server = new ExecutionServer(true);
        HalfOpen cable = new HalfOpen(server.uri());
        ExecutionClient client =
            ExecutionClient.connect(options(cable.uri()).heartbeat(Duration.ofMillis(100)), "e")) {
      client.events().on(StepCompleted.class, step -> steps.add(step.stepId()));
      server.step(0);
      await().until(() -> steps.size() == 1);

      cable.swallow();
      server.step(1);

      await().until(() -> server.connections() == 2);
      await().until(() -> steps.equals(List.of("0", "1")));
    }
  }

  private static void steps(ExecutionServer server, int from, int to) {
    IntStream.range(from, to).forEach(server::step);
  }

  /** Cuts a connection that is there: each one counts. */
  private static void cut(ExecutionServer server) {
    await().pollInterval(Duration.ofMillis(1)).until(server::cut);
  }

  private static ExecutionClient connect(ExecutionServer server) {
    return ExecutionClient.connect(options(server.uri()), "e");
  }

  private static ClientOptions options(String uri) {
    return ClientOptions.of(uri).backoff(Backoff.fixed(Duration.ofMillis(1)));
  }

  private static long count(ExecutionServer server, String type) {
    return server.heard.stream().filter(m -> m.contains("'" + type + "'")).count();
  }
}
