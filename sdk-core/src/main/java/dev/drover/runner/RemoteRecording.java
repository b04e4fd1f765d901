package dev.drover.runner;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A recording under way on an agent. */
public interface RemoteRecording {

  /** The execution's id. */
  String executionId();

  /** What was asked for. */
  RecordingRequest request();

  /**
   * Done when the recorder is ready for the user. Fails if that takes longer than the request
   * timeout, and in all the ways in which {@link #completion()} does.
   */
  CompletableFuture<Void> ready();

  /**
   * How the recording ends. Fails with {@link dev.drover.RequestTimeoutException} (its time is up),
   * {@link dev.drover.RemoteException} (the server or its agent gave it up) or {@link
   * dev.drover.ConnectionException} (the connection did not come back). A recording that did not
   * succeed is a result, not a failure. Cancelling this future, and its timing out, cancels the
   * recording.
   */
  CompletableFuture<RecordingResult> completion();

  /**
   * Cancels the recording ({@code recording:cancel}), as {@link RemoteExecution#cancel()} does an
   * execution.
   */
  void cancel();

  /**
   * Waits for the end.
   *
   * @return how it ended
   * @throws dev.drover.DroverException as {@link #completion()} fails
   */
  RecordingResult await();

  /**
   * Waits for the end, at most so long; the recording goes on if it takes longer.
   *
   * @param timeout how long
   * @return how it ended
   * @throws dev.drover.RequestTimeoutException if it has not ended yet
   * @throws dev.drover.DroverException as {@link #completion()} fails
   */
  RecordingResult await(Duration timeout);
}
