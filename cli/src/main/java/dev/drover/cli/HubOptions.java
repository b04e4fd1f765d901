package dev.drover.cli;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.hub.HubClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which hub, and how to get in. */
final class HubOptions {

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

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The hub's token (default: $DROVER_TOKEN, which other users cannot see).")
  private @Nullable String token;

  /** How to connect as a client. */
  ClientOptions options() {
    String effective = Token.orFromEnvironment(token);
    ClientOptions options = hub.backoff(BACKOFF);
    return effective == null ? options : options.token(effective);
  }

  HubClient connect() {
    return HubClient.connect(options());
  }

  /** Refuses a bad address as wrong usage. */
  static final class Address implements ITypeConverter<ClientOptions> {
    @Override
    public ClientOptions convert(String value) {
      try {
        return ClientOptions.of(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
