package dev.drover.backend;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call after another as one future: cancelling it ends the one under way. */
final class Sequence {

  private Sequence() {}

  static <T> CompletableFuture<T> of(
      CompletableFuture<?> first, Supplier<CompletableFuture<T>> second) {
    CompletableFuture<T> both = new CompletableFuture<>();
    first.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            both.completeExceptionally(failure);
          } else if (!both.isDone()) {
            follow(second.get(), both);
          }
        });
    both.whenComplete((result, failure) -> first.cancel(true));
    return both;
  }

  private static <T> void follow(CompletableFuture<T> second, CompletableFuture<T> both) {
    second.whenComplete((result, failure) -> end(both, result, failure));
    both.whenComplete((result, failure) -> second.cancel(true));
  }

  private static <T> void end(CompletableFuture<T> both, T result, @Nullable Throwable failure) {
    if (failure == null) {
      both.complete(result);
    } else {
      both.completeExceptionally(failure);
    }
  }
}
