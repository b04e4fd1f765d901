package dev.drover.cli;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.hub.HubClient;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which hub, and how to get in. */
final class HubOptions extends TokenOption {

  /**
   * Some six seconds in all: enough for a server that is restarted, and a person at a prompt, or a
   * build step, hears soon that it is gone.
   */
  private static final Backoff BACKOFF =
      Backoff.exponential(Duration.ofMillis(250), Duration.ofSeconds(2)).maxAttempts(8);

  @Option(
      names = "--hub",
      paramLabel = "URL",
      defaultValue = "${env:DROVER_HUB:-ws://localhost:8765}",
      converter = Address.class,
      description = "The hub's address (default: $DROVER_HUB, else ws://localhost:8765).")
  private ClientOptions hub = ClientOptions.of("ws://localhost:8765");

  /** How to connect as a client. */
  ClientOptions options() {
    return withToken(hub.backoff(BACKOFF));
  }

  HubClient connect() {
    return HubClient.connect(options());
  }
}
