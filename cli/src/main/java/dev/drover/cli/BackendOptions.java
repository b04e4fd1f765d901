package dev.drover.cli;

import dev.drover.ClientOptions;
import picocli.CommandLine.Option;

/** Which backend, and how to get in. */
final class BackendOptions extends TokenOption {

  @Option(
      names = "--backend",
      paramLabel = "URL",
      defaultValue = "${env:DROVER_BACKEND:-http://localhost:8765}",
      converter = Address.class,
      description = "The backend's address (default: $DROVER_BACKEND, else http://localhost:8765).")
  private ClientOptions backend = ClientOptions.of("http://localhost:8765");

  ClientOptions options() {
    return withToken(backend);
  }
}
