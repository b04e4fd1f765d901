package dev.drover.reference;

import dev.drover.reference.internal.runner.TokenSigner;
import java.time.Duration;

/**
 * Makes tokens (JWT, HS256) for a server that was started with the same secret, {@link
 * ServerOptions#withJwtSecret}. Immutable.
 */
public final class RunnerTokens {

  private final TokenSigner signer;

  private RunnerTokens(TokenSigner signer) {
    this.signer = signer;
  }

  /**
   * Tokens signed with a secret.
   *
   * @param secret the server's, not blank
   * @return their maker
   */
  public static RunnerTokens signedWith(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the secret that signs tokens is blank");
    }
    return new RunnerTokens(new TokenSigner(secret));
  }

  /**
   * A token for an agent.
   *
   * @param agentId the id under which the agent is known
   * @param validity how long it is valid; one that is not above zero makes an expired token
   * @return the token, a secret
   */
  public String forAgent(String agentId, Duration validity) {
    return signer.sign("agentId", named("agent", agentId), validity);
  }

  /**
   * A token for a client.
   *
   * @param userId who it is
   * @param validity how long it is valid; one that is not above zero makes an expired token
   * @return the token, a secret
   */
  public String forClient(String userId, Duration validity) {
    return signer.sign("userId", named("client", userId), validity);
  }

  private static String named(String what, String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("the %s's id is blank".formatted(what));
    }
    return id;
  }

  /** One line, without the secret. */
  @Override
  public String toString() {
    return "RunnerTokens[HS256]";
  }
}
