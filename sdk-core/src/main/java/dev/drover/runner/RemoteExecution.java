package dev.drover.runner;

import dev.drover.Subscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Test code under way on an agent. */
public interface RemoteExecution {

  /** The execution's id. */
  String executionId();

  /** What was asked for. */
  ExecutionRequest request();

  /**
   * Hears the log line by line. The first listener gets what came before it, but no more than the
   * newest ten thousand lines, whatever the limits are; later ones hear what comes from now on.
   *
   * @param listener called in order, one line at a time, on a callback thread; while it is slow the
   *     server is held back
   * @return the registration
   */
  Subscription onLog(Consumer<? super LogLine> listener);

  /**
   * How the execution ends: exactly once, after all listeners heard all of its log. Fails with
   * {@link dev.drover.RequestTimeoutException} (its time is up), {@link dev.drover.RemoteException}
   * (the server or its agent gave it up) or {@link dev.drover.ConnectionException} (the connection
   * did not come back). Cancelling this future, and its timing out, cancels the execution.
   */
  CompletableFuture<ExecutionResult> completion();

  /**
   * Cancels the execution ({@code execution:cancel}); while there is no connection, as soon as
   * there is one. Whatever its agent reports then, the result says that it was cancelled. An agent
   * that does not report within the request timeout ends {@link #completion()} with an exception.
   */
  void cancel();

  /**
   * Waits for the end.
   *
   * @return how it ended
   * @throws dev.drover.DroverException as {@link #completion()} fails
   */
  ExecutionResult await();

  /**
   * Waits for the end, at most so long; the execution goes on if it takes longer.
   *
   * @param timeout how long
   * @return how it ended
   * @throws dev.drover.RequestTimeoutException if it has not ended yet
   * @throws dev.drover.DroverException as {@link #completion()} fails
   */
  ExecutionResult await(Duration timeout);
}
