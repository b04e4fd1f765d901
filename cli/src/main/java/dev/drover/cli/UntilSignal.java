package dev.drover.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Keeps a program up until it is asked to end, or what it runs has ended by itself. */
final class UntilSignal {

  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /** From here on signals are heard. The second one ends the program at once. */
  UntilSignal() {
    Signals.onEnding(
        number -> {
          if (!end.complete(null)) {
            Runtime.getRuntime().halt(128 + number);
          }
        });
  }

  /**
   * Waits.
   *
   * @param running what may end by itself
   * @throws Exception what it ended with
   */
  void await(CompletableFuture<?> running) throws Exception {
    try {
      CompletableFuture.anyOf(end, running).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
