package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The token of one call. */
final class RestToken {

  private RestToken() {}

  /**
   * Asks for the token.
   *
   * @param what the call it is for
   * @return the token; null if the options have none
   * @throws ConnectionException if the supplier has none to give, or none that can be sent
   */
  static @Nullable String next(ClientOptions options, String what) {
    Supplier<String> supplier = options.token().orElse(null);
    return supplier == null ? null : checked(supplied(supplier, what), what);
  }

  private static @Nullable String supplied(Supplier<String> supplier, String what) {
    try {
      return supplier.get();
    } catch (Throwable t) {
      throw new ConnectionException(
          Reason.UNREACHABLE,
          "%s was not sent: the token supplier failed: %s".formatted(what, t.getClass().getName()),
          t);
    }
  }

  private static String checked(@Nullable String token, String what) {
    if (token == null || token.isEmpty()) {
      throw new ConnectionException(
          Reason.UNAUTHORIZED,
          what
              + " was not sent: the token supplier gave no token; make it return one, or leave the token out of the options",
          null);
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new ConnectionException(
          Reason.UNAUTHORIZED,
          what
              + " was not sent: the token has characters that no header may have; is there a line end or a space in it?",
          null);
    }
    return token;
  }
}
