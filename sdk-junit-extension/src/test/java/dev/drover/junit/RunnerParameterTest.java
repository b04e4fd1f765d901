package dev.drover.junit;

import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerTokens;
import dev.drover.reference.ServerOptions;
import dev.drover.runner.RunnerClient;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.RunnerJob;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that have agents run code. */
class RunnerParameterTest extends SuiteRuns {

  private static final RunnerTokens TOKENS = RunnerTokens.signedWith("s3cret");
  private static final ReferenceServer WITH_TOKENS =
      ReferenceServer.start(ServerOptions.defaults().withJwtSecret("s3cret"));

  @AfterEach
  void forgetTheToken() {
    System.clearProperty("drover.token");
  }

  @Test
  void theEmbeddedServersRunnerIsOpen() {
    System.clearProperty("drover.hub");

    run(OnEmbedded.class).testEvents().assertStatistics(stats -> stats.succeeded(1).failed(0));
  }

  @DroverTest
  static class OnEmbedded {
    @Test
    void runs(ReferenceServer server, RunnerClient runner) {
      RunnerJob.run(server, options -> options, runner);
    }
  }

  @Test
  void anotherServersRunnerIsShownTheConfiguredToken() {
    System.setProperty("drover.token", TOKENS.forClient("ann", Duration.ofHours(1)));

    run(OnConfigured.class, Map.of("drover.runner", WITH_TOKENS.httpUri().toString()))
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(1).failed(0));
  }

  @DroverTest
  static class OnConfigured {
    @Test
    void runs(RunnerClient runner) {
      String token = TOKENS.forAgent("a-1", Duration.ofHours(1));
      RunnerJob.run(WITH_TOKENS, options -> options.token(token), runner);
    }
  }
}
