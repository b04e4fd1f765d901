package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.fixtures.ExecutionServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners, subscriptions and previews that are there before the connection is. */
@Timeout(30)
class PreparedClientTest {

  private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
  private ExecutionServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ExecutionServer(true);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @RepeatedTest(20)
  void theInitialStateIsHeard() {
    try (ExecutionClient client =
        ExecutionClient.connect(options(), "e", fresh -> fresh.events().onEach(events::add))) {
      await().untilAsserted(() -> assertThat(events).hasSize(1));

      assertThat(events.get(0)).isInstanceOf(ExecutionProgress.class);
      assertThat(client.events().gaps()).isEmpty();
    }
  }

  @Test
  void whatIsAskedForBeforeIsAskedForOnce() throws Exception {
    try (ExecutionClient client =
        ExecutionClient.connectAsync(options(), "e", PreparedClientTest::subscribe)
            .get(20, TimeUnit.SECONDS)) {
      await().until(() -> server.heard.size() == 2);

      client.unsubscribeDevice("d1");
      await().until(() -> server.heard.size() == 3);
    }
    assertThat(server.heard)
        .startsWith(
            "{'type':'subscribe_device','device_id':'d1'}",
            "{'type':'start_preview','device_id':'d2','quality':'low'}",
            "{'type':'unsubscribe_device','device_id':'d1'}");
  }

  @Test
  void whatPreparingThrowsConnectThrows() {
    IllegalStateException thrown = new IllegalStateException("not today");

    assertThatThrownBy(
            () ->
                ExecutionClient.connect(
                    options(),
                    "e",
                    fresh -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(server.connections()).isZero();
  }

  private static void subscribe(ExecutionClient fresh) {
    fresh.subscribeDevice("d1");
    fresh.startPreview("d2", PreviewQuality.LOW);
  }

  private ClientOptions options() {
    return ClientOptions.of(server.uri());
  }
}
