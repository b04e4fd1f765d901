package dev.drover.cli;

import dev.drover.reference.RunnerTokens;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a token for a runner's server. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Prints a token (JWT, HS256) for a server that was started with the same --jwt-secret.",
      "It is for an agent, 'drover runner-agent', or for a client, 'drover run'."
    })
final class TokenCommand implements Callable<Integer> {

  private static final double DAY = Duration.ofDays(1).toSeconds();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--jwt-secret",
      paramLabel = "SECRET",
      description = "The server's secret (default: $DROVER_JWT_SECRET).")
  private @Nullable String secret;

  @ArgGroup(multiplicity = "1")
  private Role role = new Role();

  /** Whom the token is for. */
  static final class Role {
    @Option(names = "--agent", paramLabel = "ID", description = "For an agent with this id.")
    private @Nullable String agent;

    @Option(names = "--client", paramLabel = "ID", description = "For a client with this id.")
    private @Nullable String client;
  }

  @Option(
      names = "--expires-in",
      paramLabel = "SECONDS",
      description = "How long it is valid, up to a year (default: a day).")
  private double expiresIn = DAY;

  @Override
  public Integer call() {
    String effective = JwtSecret.orFromEnvironment(secret);
    if (effective == null) {
      throw new IllegalArgumentException(
          "a token is signed with the server's secret: give --jwt-secret or $DROVER_JWT_SECRET");
    }
    Duration validity = Seconds.of("--expires-in", expiresIn);
    RunnerTokens tokens = RunnerTokens.signedWith(effective);
    String agent = role.agent;
    String client = role.client;
    String token =
        agent != null
            ? tokens.forAgent(agent, validity)
            : tokens.forClient(String.valueOf(client), validity);
    spec.commandLine().getOut().println(token);
    return ExitCodes.OK;
  }
}
