package dev.drover.cli;

import org.jspecify.annotations.Nullable;

/** What signs tokens. */
final class JwtSecret {

  private static final String VARIABLE = "DROVER_JWT_SECRET";

  private JwtSecret() {}

  /** The secret given, else the environment's; an empty one is none. */
  static @Nullable String orFromEnvironment(@Nullable String given) {
    String secret = given == null ? System.getenv(VARIABLE) : given;
    return secret == null || secret.isBlank() ? null : secret;
  }
}
