package dev.drover.cli;

import org.jspecify.annotations.Nullable;

/** Where a token comes from. */
final class Token {

  private static final String VARIABLE = "DROVER_TOKEN";

  private Token() {}

  /** The token given, else the environment's; an empty one is none. */
  static @Nullable String orFromEnvironment(@Nullable String given) {
    String token = given == null ? System.getenv(VARIABLE) : given;
    return token == null || token.isBlank() ? null : token;
  }
}
