package dev.drover.cli;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Waits for a connection that was lost, and says so; but not for ever. A client may try again as
 * long as it likes, and how long one attempt takes is up to the network: the time without
 * connection is what counts.
 */
final class Patience implements AutoCloseable {

  private final String what;
  private final Duration limit;
  private final Consumer<String> say;
  private final CompletableFuture<Void> lost = new CompletableFuture<>();
  private CompletableFuture<Void> absence = CompletableFuture.completedFuture(null);
  private volatile String trouble = "";

  /**
   * Patience that is not tried yet.
   *
   * @param what what cannot go on without the connection, for the message
   * @param limit how long to wait
   * @param say tells people
   */
  Patience(String what, Duration limit, Consumer<String> say) {
    this.what = what;
    this.limit = limit;
    this.say = say;
  }

  /** What happened to the connection. A loss after which nobody tries again is none to wait for. */
  synchronized void hear(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Reconnecting attempt) {
      trouble = attempt.cause();
      if (absence.isDone()) {
        say.accept(attempt.cause() + "; connecting again");
        begin();
      }
    } else if (event instanceof ConnectionEvent.Resubscribed) {
      absence.cancel(false);
      say.accept("connected again");
    }
  }

  private void begin() {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    absence = begun;
    begun.thenRun(this::end);
    begun.completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end() {
    lost.completeExceptionally(
        new ConnectionException(
            Reason.LOST,
            "gave up %s: there was no connection for %s s, as long as --give-up-after allows; see whether the server runs, then start again; the last attempt: %s"
                .formatted(what, seconds(), trouble),
            null));
  }

  /** As the option is given. */
  private String seconds() {
    return String.valueOf(limit.toMillis() / 1e3).replaceFirst("\\.0$", "");
  }

  /** Fails with a {@link ConnectionException} when there was no connection for too long. */
  CompletableFuture<Void> lost() {
    return lost;
  }

  /** Waits no longer. */
  @Override
  public synchronized void close() {
    absence.cancel(false);
  }
}
