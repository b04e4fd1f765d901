package dev.drover.testing.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.hub.HubClient;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are ended in the middle. */
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
    Process run = start(HOUR);
    assertThat(LeaseSweep.sweep(new JournalFolder(folder), server.uri(), client())).isEmpty();
    assertThat(taken()).as("a live run's VMs").isEqualTo(2);

    run.destroyForcibly().waitFor();

    assertThat(taken()).isEqualTo(2);
    assertThat(LeaseSweep.sweep(new JournalFolder(folder), server.uri(), client()))
        .containsExactly("a", "b");
    assertThat(taken()).isZero();
    assertThat(journals()).isZero();
  }

  @Test
  void afterSigkillTheServerFreesTheVmsWhenTheLeaseEnds() throws Exception {
    Process run = start(3);
    await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(30)).until(() -> taken() == 2);

    run.destroyForcibly().waitFor();

    await().atMost(Duration.ofSeconds(30)).until(() -> taken() == 0);
  }

  @Test
  void afterSigtermTheHookHasGivenTheVmsBack() throws Exception {
    Process run = start(HOUR);

    run.destroy();

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(taken()).isZero();
    assertThat(journals()).isZero();
  }

  private Process start(int ttlSeconds) throws IOException {
    server.vm("vm-1");
    server.vm("vm-2");
    Process run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LeasingRun.class.getName(),
                server.uri().toString(),
                folder.toString(),
                "run-" + ttlSeconds,
                String.valueOf(ttlSeconds))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = run.inputReader();
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      assertThat(line).as("the run's output before it was ready").isNotNull();
    }
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
