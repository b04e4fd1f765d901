package dev.drover.runner;

import dev.drover.RequestTimeoutException;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.Interrupted;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a job's end on the caller's thread; the job goes on whatever becomes of the waiting.
 */
final class Waiting {

  private Waiting() {}

  static <T> T forEnd(CompletableFuture<T> end, String what) {
    return Interrupted.await(end.copy(), what);
  }

  static <T> T forEnd(CompletableFuture<T> end, Duration timeout, String what) {
    try {
      return end.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RequestTimeoutException(
          "%s has not ended within %s; it goes on: wait again, or cancel it"
              .formatted(what, Durations.text(timeout)));
    } catch (InterruptedException | ExecutionException e) {
      throw Interrupted.during("waiting for the end of " + what, e);
    }
  }

  static String standing(CompletableFuture<?> end, Cancel cancel) {
    if (!end.isDone()) {
      return cancel.asked() ? "being cancelled" : "running";
    }
    return end.isCompletedExceptionally() ? "failed" : "ended";
  }
}
