package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.DroverException;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed, not closed. */
@Tag("soak")
@Timeout(60)
class KilledServerTest {

  @Test
  void everyPendingCallEndsInTimeAndTheClientFindsTheNextServer(@TempDir Path temporary)
      throws Exception {
    ServerProcess first = ServerProcess.start(0, temporary);
    try (HubClient hub = HubClient.connect(options(first.port()))) {
      Vm vm = hub.spinUp(TestCase.of("case")).vm();
      Duration limit = Duration.ofSeconds(2);
      List<CompletableFuture<?>> pending = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pending.add(vm.sendCommandAsync(CommandRequest.of("sleep 30").timeout(limit)));
      }
      CommandHandle followed = vm.startCommand(CommandRequest.of("sleep 30").timeout(limit));
      pending.add(followed.result());
      long killed = System.nanoTime();

      first.kill();

      for (CompletableFuture<?> call : pending) {
        assertThatThrownBy(() -> call.get(20, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(DroverException.class);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(11));
      assertThatThrownBy(hub::listVms).isInstanceOf(ConnectionException.class);

      ServerProcess second = ServerProcess.start(first.port(), temporary);
      try {
        Awaitility.await().until(() -> hub.state() == ConnectionState.CONNECTED);
        assertThat(hub.spinUp(TestCase.of("again")).vm().sendCommand("echo back").output())
            .isEqualTo("back\n");
      } finally {
        second.kill();
      }
    } finally {
      first.kill();
    }
  }

  private static ClientOptions options(int port) {
    return ClientOptions.of("ws://127.0.0.1:" + port).backoff(Backoff.fixed(Duration.ofMillis(50)));
  }
}
