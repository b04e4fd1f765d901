package dev.drover.runner;

import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A recording's handle. */
final class DefaultRemoteRecording implements RemoteRecording {

  private final RecordingRequest request;
  private final PendingRequest<RunnerMessage, Void> ready;
  private final PendingRequest<RunnerMessage, RecordingResult> end;
  private final Cancel cancel;

  DefaultRemoteRecording(
      RecordingRequest request,
      PendingRequest<RunnerMessage, Void> ready,
      PendingRequest<RunnerMessage, RecordingResult> end,
      Cancel cancel) {
    this.request = request;
    this.ready = ready;
    this.end = end;
    this.cancel = cancel;
    // What ends without an answer cannot get ready any more.
    end.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            ready.completeExceptionally(failure);
          }
        });
  }

  Cancel cancellation() {
    return cancel;
  }

  @Override
  public String executionId() {
    return request.executionId();
  }

  @Override
  public RecordingRequest request() {
    return request;
  }

  @Override
  public CompletableFuture<Void> ready() {
    return ready;
  }

  @Override
  public CompletableFuture<RecordingResult> completion() {
    return end;
  }

  @Override
  public void cancel() {
    cancel.ask();
  }

  @Override
  public RecordingResult await() {
    return Waiting.forEnd(end, "waiting for the end of " + this);
  }

  @Override
  public RecordingResult await(Duration timeout) {
    return Waiting.forEnd(end, timeout, "the recording " + executionId());
  }

  @Override
  public String toString() {
    return "RemoteRecording[%s, %s]".formatted(executionId(), Waiting.standing(end, cancel));
  }
}
