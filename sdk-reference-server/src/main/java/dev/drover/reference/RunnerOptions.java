package dev.drover.reference;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom the runner's side of a reference server lets in ({@code runner-socketio.md}), and how its
 * heart beats. Immutable: every setter returns a changed copy. By default nobody is let in, because
 * there is no key to check tokens with.
 */
public final class RunnerOptions {

  private static final RunnerOptions DEFAULTS =
      // The defaults of Socket.IO, which its clients are used to.
      new RunnerOptions(null, null, false, Duration.ofSeconds(25), Duration.ofSeconds(20));

  private final @Nullable String jwtSecret;
  private final @Nullable RSAPublicKey jwtPublicKey;
  private final boolean open;
  private final Duration pingInterval;
  private final Duration pingTimeout;

  private RunnerOptions(
      @Nullable String jwtSecret,
      @Nullable RSAPublicKey jwtPublicKey,
      boolean open,
      Duration pingInterval,
      Duration pingTimeout) {
    this.jwtSecret = jwtSecret;
    this.jwtPublicKey = jwtPublicKey;
    this.open = open;
    this.pingInterval = pingInterval;
    this.pingTimeout = pingTimeout;
  }

  /** Nobody is let in; a ping every 25 s, 20 s for the pong. */
  public static RunnerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Lets those in who show a JWT signed with a secret (HS256).
   *
   * @param secret not blank
   * @return the changed copy
   */
  public RunnerOptions withJwtSecret(String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException("the secret that signs tokens is blank");
    }
    return new RunnerOptions(secret, jwtPublicKey, open, pingInterval, pingTimeout);
  }

  /**
   * Lets those in who show a JWT signed with a private key (RS256).
   *
   * @param key the public one that belongs to it
   * @return the changed copy
   */
  public RunnerOptions withJwtPublicKey(RSAPublicKey key) {
    return new RunnerOptions(jwtSecret, key, open, pingInterval, pingTimeout);
  }

  /**
   * Lets those in who show no token: for development alone. A token that is shown is still checked
   * if there is a key for it.
   *
   * @return the changed copy
   */
  public RunnerOptions withoutTokens() {
    return new RunnerOptions(jwtSecret, jwtPublicKey, true, pingInterval, pingTimeout);
  }

  /**
   * Another beat.
   *
   * @param interval between a client's pong and the next ping, above zero
   * @param timeout how long a client may take for a pong, above zero
   * @return the changed copy
   */
  public RunnerOptions withPing(Duration interval, Duration timeout) {
    if (interval.toMillis() <= 0 || timeout.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "a ping's interval and timeout are above zero, not %s and %s"
              .formatted(interval, timeout));
    }
    return new RunnerOptions(jwtSecret, jwtPublicKey, open, interval, timeout);
  }

  /** What signs tokens. */
  public Optional<String> jwtSecret() {
    return Optional.ofNullable(jwtSecret);
  }

  /** What tokens are checked with that were signed with a private key. */
  public Optional<RSAPublicKey> jwtPublicKey() {
    return Optional.ofNullable(jwtPublicKey);
  }

  /** Whether those are let in who show no token. */
  public boolean isOpen() {
    return open;
  }

  /** The time between a client's pong and the next ping. */
  public Duration pingInterval() {
    return pingInterval;
  }

  /** How long a client may take for a pong. */
  public Duration pingTimeout() {
    return pingTimeout;
  }

  /** One line, without the secret. */
  @Override
  public String toString() {
    return "RunnerOptions[%s%s%s]"
        .formatted(
            open ? "open" : "tokens demanded",
            jwtSecret == null ? "" : ", HS256",
            jwtPublicKey == null ? "" : ", RS256");
  }
}
