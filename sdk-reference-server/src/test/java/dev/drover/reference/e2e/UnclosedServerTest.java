package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server whose JVM ends before anybody has closed it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class UnclosedServerTest {

  @Test
  void leavesNoDirectoriesOfVmsBehind(@TempDir Path temporary) throws Exception {
    ServerProcess server = ServerProcess.start(0, temporary);
    try (HubClient hub = HubClient.connect(options(server.port()))) {
      Vm vm = hub.spinUp(TestCase.of("case")).vm();
      vm.sendCommand("mkdir sealed; touch sealed/file; chmod 555 sealed");
      vm.startCommand(CommandRequest.of("sleep 30"));
      assertThat(directories(temporary)).hasSize(1);

      server.terminate();

      assertThat(directories(temporary)).isEmpty();
    } finally {
      server.kill();
    }
  }

  private static List<Path> directories(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("drover-")).toList();
    }
  }

  private static ClientOptions options(int port) {
    return ClientOptions.of("ws://127.0.0.1:" + port).backoff(Backoff.fixed(Duration.ofMillis(50)));
  }
}
