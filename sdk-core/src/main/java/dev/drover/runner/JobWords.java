package dev.drover.runner;

import dev.drover.RemoteException;
import dev.drover.internal.wire.RunnerMessage;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What messages mean to the job that waits for them. */
final class JobWords {

  private final Supplier<String> standing;

  JobWords(Supplier<String> standing) {
    this.standing = standing;
  }

  ExecutionResult execution(ExecutionRequest request, RunnerMessage message, boolean cancelled) {
    if (message instanceof RunnerMessage.ExecutionComplete end) {
      return new ExecutionResult(
          request.executionId(),
          ClientInbox.exitCode(end.exitCode()),
          ClientInbox.millis(end.duration()),
          cancelled);
    }
    throw failure("the execution " + request.executionId() + " on " + request.target(), message);
  }

  RecordingResult recording(RecordingRequest request, RunnerMessage message, boolean cancelled) {
    if (message instanceof RunnerMessage.RecordingComplete end) {
      return new RecordingResult(
          request.testFlowId(),
          request.executionId(),
          Boolean.TRUE.equals(end.success()),
          Objects.requireNonNullElse(end.code(), ""),
          Objects.requireNonNullElse(end.message(), ""),
          cancelled);
    }
    throw failure("the recording " + request.executionId(), message);
  }

  /** A recording that has succeeded already was ready before. */
  @Nullable Void ready(RecordingRequest request, RunnerMessage message) {
    boolean ended =
        message instanceof RunnerMessage.RecordingComplete end
            && Boolean.TRUE.equals(end.success());
    if (ended || message instanceof RunnerMessage.RecordingReady) {
      return null;
    }
    throw failure("the recording " + request.executionId(), message);
  }

  private RemoteException failure(String what, RunnerMessage message) {
    String said = "the server gave no reason";
    if (message instanceof RunnerMessage.ErrorMessage error && error.message() != null) {
      said = error.message();
    } else if (message instanceof RunnerMessage.AgentStatus status) {
      said = "its agent " + status.agentId() + " went offline";
    } else if (message instanceof RunnerMessage.RecordingComplete end) {
      said = "it ended before it was ready" + (end.message() == null ? "" : ": " + end.message());
    }
    return new RemoteException(
        "%s failed: %s; %s; see the agent's log, or start it again"
            .formatted(what, said, standing.get()),
        null,
        said);
  }
}
