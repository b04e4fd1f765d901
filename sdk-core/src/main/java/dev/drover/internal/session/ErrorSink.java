package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.Handover;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where errors go that belong to no call: to the user's hook if there is one, else to the log. */
public final class ErrorSink {

  private static final Logger log = LoggerFactory.getLogger("dev.drover");

  private final String where;
  private final @Nullable Consumer<? super DroverException> hook;
  private final Executor executor;

  /**
   * The sink of one connection.
   *
   * @param options its hook, its address, its executor
   */
  public ErrorSink(ClientOptions options) {
    this.where = SafeUri.of(options.uri());
    this.hook = options.errorHook().orElse(null);
    this.executor =
        options.callbackExecutor().<Executor>map(Handover::new).orElse(Callbacks.executor());
  }

  /**
   * Reports an error.
   *
   * @param message what happened
   * @param cause the exception below it, or null
   */
  public void report(String message, @Nullable Throwable cause) {
    String full = where + ": " + message;
    if (hook == null) {
      log.warn(full, cause);
      return;
    }
    DroverException error = new DroverException(full, cause);
    try {
      executor.execute(() -> tell(hook, error));
    } catch (RuntimeException e) {
      log.warn(full, cause);
    }
  }

  private static void tell(Consumer<? super DroverException> hook, DroverException error) {
    try {
      hook.accept(error);
    } catch (Throwable t) {
      log.warn("the error hook threw while it was told: {}", error.getMessage(), t);
    }
  }
}
