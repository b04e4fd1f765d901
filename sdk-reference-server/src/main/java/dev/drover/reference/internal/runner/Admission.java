package dev.drover.reference.internal.runner;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerClock;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides by their tokens who is let in, and as what. Safe for any thread. */
final class Admission {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INVALID = "the token is invalid";

  private final boolean open;

  /** By the name of the algorithm: a token is never checked with a key of the other kind. */
  private final Map<String, JWTVerifier> verifiers = new HashMap<>();

  Admission(RunnerOptions options, ServerClock clock) {
    open = options.isOpen();
    options.jwtSecret().ifPresent(secret -> add(Algorithm.HMAC256(secret), clock));
    options.jwtPublicKey().ifPresent(key -> add(Algorithm.RSA256(key), clock));
  }

  private void add(Algorithm algorithm, ServerClock clock) {
    // A signer's clock that is a little ahead makes no token wrong.
    JWTVerifier.BaseVerification verification =
        (JWTVerifier.BaseVerification) JWT.require(algorithm).ignoreIssuedAt();
    verifiers.put(algorithm.getName(), verification.build(new Time(clock)));
  }

  /**
   * Looks at what somebody shows.
   *
   * @param auth the handshake's JSON, an object, if there is one
   * @return who it is
   * @throws RefusedException if there is no valid token, and one is demanded
   */
  Identity identify(@Nullable String auth) throws RefusedException {
    String token = tokenIn(auth);
    if (token == null || verifiers.isEmpty()) {
      if (open) {
        return Identity.UNKNOWN;
      }
      throw new RefusedException(
          verifiers.isEmpty()
              ? "this server has no key to check tokens with: nobody is let in"
              : "the token is missing");
    }
    return verified(token);
  }

  private Identity verified(String token) throws RefusedException {
    try {
      DecodedJWT jwt = JWT.decode(token);
      JWTVerifier verifier = verifiers.get(jwt.getAlgorithm());
      if (verifier == null) {
        throw new RefusedException(INVALID);
      }
      verifier.verify(jwt);
      return new Identity(text(jwt.getClaim("agentId")), text(jwt.getClaim("userId")));
    } catch (TokenExpiredException e) {
      throw new RefusedException("the token has expired");
    } catch (JWTVerificationException e) {
      // Its words may quote the token.
      throw new RefusedException(INVALID);
    }
  }

  private static @Nullable String text(Claim claim) {
    Object value = claim.isMissing() || claim.isNull() ? null : claim.as(Object.class);
    return value == null || value.toString().isBlank() ? null : value.toString();
  }

  private static @Nullable String tokenIn(@Nullable String auth) {
    try {
      JsonNode token = auth == null ? null : JSON.readTree(auth).get("token");
      return token == null || !token.isTextual() || token.textValue().isBlank()
          ? null
          : token.textValue();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The server's time, as tokens are checked by. */
  private static final class Time extends Clock {
    private final ServerClock clock;

    Time(ServerClock clock) {
      this.clock = clock;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(clock.millis());
    }
  }
}
