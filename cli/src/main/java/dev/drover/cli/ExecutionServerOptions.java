package dev.drover.cli;

import dev.drover.ClientOptions;
import picocli.CommandLine.Option;

/** Which server's executions, and how to get in. */
final class ExecutionServerOptions extends TokenOption {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:DROVER_SERVER:-ws://localhost:8765}",
      converter = Address.class,
      description = "The server's address (default: $DROVER_SERVER, else ws://localhost:8765).")
  private ClientOptions server = ClientOptions.of("ws://localhost:8765");

  ClientOptions options() {
    return withToken(server);
  }
}
