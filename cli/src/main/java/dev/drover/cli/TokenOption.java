package dev.drover.cli;

import dev.drover.ClientOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get in. */
class TokenOption {

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The server's token (default: $DROVER_TOKEN, which other users cannot see).")
  private @Nullable String token;

  /** Options that bring the token along, if there is one. */
  final ClientOptions withToken(ClientOptions options) {
    String effective = Token.orFromEnvironment(token);
    return effective == null ? options : options.token(effective);
  }
}
