package dev.drover.execution;

import dev.drover.ConnectionException;
import dev.drover.RequestTimeoutException;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.Durations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;

/** Waits for an execution's end, for a while. */
final class CompletionWait {

  private CompletionWait() {}

  /**
   * Begins to wait.
   *
   * @param end what is waited for
   * @param timeout how long
   * @param snapshot what is known, for messages
   * @param standing how the connection stands, for messages
   */
  static CompletableFuture<ExecutionCompleted> of(
      ExecutionEnd end,
      Duration timeout,
      Supplier<ExecutionSnapshot> snapshot,
      Supplier<String> standing) {
    CompletableFuture<ExecutionCompleted> waiting = new CompletableFuture<>();
    Runnable timedOut =
        () ->
            waiting.completeExceptionally(
                new RequestTimeoutException(
                    "the execution did not end within %s: %s; %s; wait again, or for longer"
                        .formatted(Durations.text(timeout), snapshot.get(), standing.get())));
    ScheduledFuture<?> timer =
        Timers.schedule(() -> DaemonThreads.executor().execute(timedOut), timeout);
    waiting.whenComplete((ended, failure) -> timer.cancel(false));
    end.heard()
        .whenComplete(
            (ended, failure) -> {
              if (failure == null) {
                waiting.complete(ended);
              } else {
                waiting.completeExceptionally(unheard(failure, snapshot.get()));
              }
            });
    return waiting;
  }

  private static Throwable unheard(Throwable failure, ExecutionSnapshot known) {
    return failure instanceof ConnectionException cause
        ? new ConnectionException(
            cause.reason(),
            "the end of the execution was not heard (%s): %s".formatted(known, cause.getMessage()),
            cause)
        : failure;
  }
}
