package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts a session's attempts in a row, and decides whether there is another. */
final class Attempts {

  private final ClientOptions options;
  private final AtomicInteger failed = new AtomicInteger();
  private @Nullable String refusedToken;

  Attempts(ClientOptions options) {
    this.options = options;
  }

  /**
   * The token for the next attempt.
   *
   * @throws ConnectionException if there is none, or it is the one that was refused
   */
  @Nullable String token() {
    Supplier<String> supplier = options.token().orElse(null);
    if (supplier == null) {
      return null;
    }
    String token;
    try {
      token = supplier.get();
    } catch (Throwable t) {
      throw new ConnectionException(
          Reason.UNREACHABLE, "the token supplier failed: " + t.getClass().getName(), t);
    }
    if (token == null || token.isEmpty()) {
      throw new ConnectionException(
          Reason.UNAUTHORIZED,
          "the token supplier gave no token for "
              + SafeUri.of(options.uri())
              + "; make it return one, or leave the token out of the options",
          null);
    }
    if (token.equals(refusedToken)) {
      throw new ConnectionException(
          Reason.UNAUTHORIZED,
          SafeUri.of(options.uri())
              + " refused the token, and the supplier has no other; supply a valid one",
          null);
    }
    return token;
  }

  /** The connection is up. */
  void succeeded() {
    failed.set(0);
    refusedToken = null;
  }

  /**
   * A connection was lost, or an attempt failed.
   *
   * @param failure why
   * @param token the token it was made with
   * @return how long to wait before the next attempt; empty if there shall be none
   */
  Optional<Duration> next(ConnectionException failure, @Nullable String token) {
    int attempt = failed.incrementAndGet();
    if (failure.reason() == Reason.UNAUTHORIZED) {
      boolean another = token != null && !token.equals(refusedToken);
      refusedToken = token;
      return another ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    return options.backoff().delay(attempt);
  }

  int failed() {
    return failed.get();
  }
}
