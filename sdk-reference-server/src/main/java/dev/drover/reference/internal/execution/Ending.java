package dev.drover.reference.internal.execution;

import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.reference.ExecutionOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of an execution, for those who wait for it. */
final class Ending {

  private final Object lock;
  private final CompletableFuture<ExecutionOutcome> outcome = new CompletableFuture<>();

  Ending(Object lock) {
    this.lock = lock;
  }

  /** It has come. Those who wait run code of their own, which must not happen under the lock. */
  void come(ExecutionOutcome how) {
    if (Thread.holdsLock(lock)) {
      DaemonThreads.executor().execute(() -> outcome.complete(how));
    } else {
      outcome.complete(how);
    }
  }

  CompletableFuture<ExecutionOutcome> future() {
    return outcome.copy();
  }

  ExecutionOutcome await(Duration timeout, Object waitingFor) {
    try {
      return outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new RequestTimeoutException(
          "%s did not end within %d ms".formatted(waitingFor, timeout.toMillis()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DroverException("interrupted while waiting for " + waitingFor, e);
    }
  }
}
