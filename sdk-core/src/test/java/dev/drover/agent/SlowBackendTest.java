package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.ClientOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend that reads slowly holds the command back: nothing piles up, and nothing is lost. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SlowBackendTest {

  private static final int LINES = 1_250_000;

  /** The queue and the kept output, each with its objects, and what the backend's socket read. */
  private static final long MOST_HELD = 3_000_000;

  /** Nothing more than this may wait on the agent's side. */
  private static ClientOptions small(ClientOptions connection) {
    return connection
        .limits(connection.limits().withMaxQueuedBytes(300_000))
        .heartbeat(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tenMegabytesWaitForTheReader(boolean knowsV1) throws Exception {
    try (AgentAndBackend vm =
        AgentAndBackend.with(
            knowsV1, agent -> agent.withKeptOutputBytes(200_000), SlowBackendTest::small)) {
      long before = HeapUse.afterGc();
      vm.backend.stopReading();
      vm.run("yes 1234567 | head -n " + LINES);
      await().until(() -> vm.agent.activeCommands().contains("c"));
      await().during(Duration.ofSeconds(1)).until(() -> vm.agent.activeCommands().contains("c"));
      long held = HeapUse.afterGc() - before;

      System.out.printf(
          "held for a reader that has stopped, of %,d bytes of output: %,d%n", LINES * 8, held);
      assertThat(held).isLessThan(MOST_HELD);

      vm.backend.goOnReading();
      List<JsonNode> messages = vm.backend.upTo("command_completed");

      assertAllInOrder(messages);
    }
  }

  private static void assertAllInOrder(List<JsonNode> messages) {
    JsonNode end = messages.get(messages.size() - 1);
    StringBuilder output = new StringBuilder();
    for (int i = 1; i < messages.size() - 1; i++) {
      assertThat(messages.get(i).at("/metadata/seq").asInt()).isEqualTo(i - 1);
      assertThat(messages.get(i).at("/metadata").has("truncated")).isFalse();
      output.append(messages.get(i).path("message").asText());
    }
    assertThat(output.toString().equals("1234567\n".repeat(LINES))).isTrue();
    assertThat(end.at("/metadata/seq").asInt()).isEqualTo(messages.size() - 2);
    assertThat(end.at("/metadata/truncated").asBoolean()).isTrue();
    assertThat(end.at("/metadata/full_output").asText()).hasSizeLessThanOrEqualTo(200_000);
  }
}
