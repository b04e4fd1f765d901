package dev.drover.testing.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.hub.HubClient;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import dev.drover.testing.observed.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are ended in the middle. */
@Tag("soak")
@DisabledOnOs(OS.WINDOWS)
class KilledRunTest {

  private static final int HOUR = 3600;

  private final ReferenceServer server =
      ReferenceServer.start(ServerOptions.defaults().withVmProvider(VmProvider.none()));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void afterSigkillTheNextRunsSweepFreesTheVmsAtOnce() throws Exception {
    ForkedJvm run = start(HOUR);
    assertThat(LeaseSweep.sweep(new JournalFolder(folder), server.uri(), client())).isEmpty();
    assertThat(taken()).as("a live run's VMs").isEqualTo(2);

    run.kill();

    assertThat(taken()).isEqualTo(2);
    assertThat(LeaseSweep.sweep(new JournalFolder(folder), server.uri(), client()))
        .containsExactly("a", "b");
    assertThat(taken()).isZero();
    assertThat(journals()).isZero();
  }

  @Test
  void afterSigkillTheServerFreesTheVmsWhenTheLeaseEnds() throws Exception {
    ForkedJvm run = start(3);
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(30)).until(() -> taken() == 2);

    run.kill();

    await().atMost(Duration.ofSeconds(30)).until(() -> taken() == 0);
  }

  @Test
  void afterSigtermTheHookHasGivenTheVmsBack() throws Exception {
    ForkedJvm run = start(HOUR);

    run.terminate();

    assertThat(taken()).isZero();
    assertThat(journals()).isZero();
  }

  private ForkedJvm start(int ttlSeconds) {
    server.vm("vm-1");
    server.vm("vm-2");
    ForkedJvm run =
        ForkedJvm.start(
            LeasingRun.class,
            Map.of(),
            server.uri().toString(),
            folder.toString(),
            "run-" + ttlSeconds,
            String.valueOf(ttlSeconds));
    run.awaitLine("ready");
    return run;
  }

  private HubClient client() {
    return HubClient.connect(server.uri().toString());
  }

  private long taken() {
    return server.vms().stream().filter(vm -> vm.lease().isPresent()).count();
  }

  private long journals() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
