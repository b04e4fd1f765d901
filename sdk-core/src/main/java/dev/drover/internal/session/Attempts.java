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
  private final ErrorSink errors;
  private final AtomicInteger failed = new AtomicInteger();
  private @Nullable String refusedToken;
  private @Nullable ConnectionException refusal;

  Attempts(ClientOptions options, ErrorSink errors) {
    this.options = options;
    this.errors = errors;
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
              + " refused the token, and the supplier has no other; supply a valid one"
              + (refusal == null ? "" : ": " + refusal.getMessage()),
          refusal);
    }
    return token;
  }

  /** The connection is up. */
  void succeeded() {
    failed.set(0);
    refusedToken = null;
    refusal = null;
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
      boolean firstRefusal = refusedToken == null;
      refusedToken = token;
      refusal = failure;
      if (!another) {
        return Optional.empty();
      }
      if (firstRefusal) {
        return Optional.of(Duration.ZERO);
      }
    }
    return delay(attempt);
  }

  /** The user's code decides here; if it fails, there is nothing left to go by. */
  private Optional<Duration> delay(int attempt) {
    try {
      return options.backoff().delay(attempt);
    } catch (RuntimeException e) {
      errors.report("the backoff threw " + e + "; no further attempt to connect is made", e);
      return Optional.empty();
    }
  }

  int failed() {
    return failed.get();
  }
}
