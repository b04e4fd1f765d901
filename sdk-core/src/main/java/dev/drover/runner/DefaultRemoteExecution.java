package dev.drover.runner;

import dev.drover.Subscription;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An execution's handle. */
final class DefaultRemoteExecution implements RemoteExecution {

  private final ExecutionRequest request;
  private final PendingRequest<RunnerMessage, ExecutionResult> end;
  private final Cancel cancel;
  private final LogFeed log;

  DefaultRemoteExecution(
      ExecutionRequest request,
      PendingRequest<RunnerMessage, ExecutionResult> end,
      Cancel cancel,
      SocketLine line) {
    this.request = request;
    this.end = end;
    this.cancel = cancel;
    this.log = new LogFeed(line);
  }

  Cancel cancellation() {
    return cancel;
  }

  /** On the dispatcher. */
  void hear(LogLine line) {
    log.hear(line);
  }

  @Override
  public String executionId() {
    return request.executionId();
  }

  @Override
  public ExecutionRequest request() {
    return request;
  }

  @Override
  public Subscription onLog(Consumer<? super LogLine> listener) {
    return log.add(listener);
  }

  @Override
  public CompletableFuture<ExecutionResult> completion() {
    return end;
  }

  @Override
  public void cancel() {
    cancel.ask();
  }

  @Override
  public ExecutionResult await() {
    return Waiting.forEnd(end, "waiting for the end of " + this);
  }

  @Override
  public ExecutionResult await(Duration timeout) {
    return Waiting.forEnd(end, timeout, "the execution " + executionId());
  }

  @Override
  public String toString() {
    return "RemoteExecution[%s on %s, %s]"
        .formatted(executionId(), request.target(), Waiting.standing(end, cancel));
  }
}
