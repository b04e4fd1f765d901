package dev.drover.cli;

import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerOptions;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a server lets in to its runner's side. */
final class RunnerServerOptions {

  @Option(
      names = "--jwt-secret",
      paramLabel = "SECRET",
      description =
          "Let in runner clients and agents with tokens signed with this, as 'drover token' makes"
              + " them (default: $DROVER_JWT_SECRET, which other users cannot see).")
  private @Nullable String secret;

  @Option(
      names = "--jwt-public-key",
      paramLabel = "FILE",
      converter = PublicKeyFile.class,
      description =
          "Let in runner clients and agents with tokens that others signed (RS256) with the private"
              + " key of this RSA public key, in PEM.")
  private @Nullable RSAPublicKey publicKey;

  @Option(
      names = "--no-runner-tokens",
      description = "Let in runner clients and agents without tokens; for development alone.")
  private boolean open;

  ServerOptions on(ServerOptions server) {
    RunnerOptions runner = RunnerOptions.defaults();
    String effective = JwtSecret.orFromEnvironment(secret);
    if (effective != null) {
      runner = runner.withJwtSecret(effective);
    }
    if (publicKey != null) {
      runner = runner.withJwtPublicKey(publicKey);
    }
    return server.withRunner(open ? runner.withoutTokens() : runner);
  }
}
