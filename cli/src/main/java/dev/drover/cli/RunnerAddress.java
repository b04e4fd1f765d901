package dev.drover.cli;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which runner's server, and how to get in. */
final class RunnerAddress extends TokenOption {

  /** As towards a hub: a person at a prompt hears soon that a server is gone. */
  private static final Backoff BACKOFF =
      Backoff.exponential(Duration.ofMillis(250), Duration.ofSeconds(2)).maxAttempts(8);

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:DROVER_SERVER:-http://localhost:8765}",
      converter = Address.class,
      description = "The server's address (default: $DROVER_SERVER, else http://localhost:8765).")
  private ClientOptions server = ClientOptions.of("http://localhost:8765");

  /** How to connect as a client. */
  ClientOptions options() {
    return withToken(server.backoff(BACKOFF));
  }
}
