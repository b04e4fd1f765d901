package dev.drover.reference.internal.runner;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;

/** Signs tokens with a secret. */
public final class TokenSigner {

  private final Algorithm algorithm;

  /** A signer with a secret that is not empty. */
  public TokenSigner(String secret) {
    algorithm = Algorithm.HMAC256(secret);
  }

  /** A token with one claim. */
  public String sign(String claim, String value, Duration validity) {
    Instant now = Instant.now();
    return JWT.create()
        .withClaim(claim, value)
        .withIssuedAt(now)
        .withExpiresAt(now.plus(validity))
        .sign(algorithm);
  }
}
