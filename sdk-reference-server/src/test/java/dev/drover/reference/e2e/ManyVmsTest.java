package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.hub.Assignment;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ManyVmsTest {

  private static final int VMS = 200;

  @Test
  void twoHundredVmsRunACommandEachAtTheSameTime() {
    try (ReferenceServer server = ReferenceServer.start(ServerOptions.defaults().withMaxVms(VMS));
        HubClient hub =
            HubClient.connect(
                ClientOptions.of(server.uri()).requestTimeout(Duration.ofSeconds(60)))) {
      List<TestCase> cases =
          IntStream.range(0, VMS).mapToObj(i -> TestCase.of("case-" + i)).toList();
      List<Assignment> assignments = hub.spinUp(cases);

      List<CompletableFuture<CommandResult>> running =
          assignments.stream()
              .map(a -> a.vm().sendCommandAsync("sleep 0.5; echo on $PWD for " + a.testCase().id()))
              .toList();

      List<CommandResult> results = running.stream().map(CompletableFuture::join).toList();
      assertThat(results).allMatch(result -> result.exitCode() == 0);
      assertThat(results.stream().map(CommandResult::output).distinct()).hasSize(VMS);
    }
  }
}
