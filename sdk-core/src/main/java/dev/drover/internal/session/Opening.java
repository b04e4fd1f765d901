package dev.drover.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A client on its way to being connected, and what becomes of its session if nobody wants it. */
public final class Opening {

  private Opening() {}

  /**
   * Connects a session for a client.
   *
   * @param session not connected yet
   * @param client makes the client once it is
   * @param close closes it all
   * @param <T> the client
   * @return the client, or why there is none; cancelling it, or its timing out, gives up
   */
  public static <T> CompletableFuture<T> of(
      Session session, Supplier<? extends T> client, Runnable close) {
    CompletableFuture<T> opening = new CompletableFuture<>();
    session
        .connect()
        .whenComplete(
            (connected, failure) -> {
              boolean taken =
                  failure == null
                      ? opening.complete(client.get())
                      : opening.completeExceptionally(failure);
              if (!taken) {
                close.run();
              }
            });
    // Connecting may be retrying for ever.
    opening.whenComplete(
        (opened, failure) -> {
          if (failure != null) {
            close.run();
          }
        });
    return opening;
  }
}
