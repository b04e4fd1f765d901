package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.session.PendingRequests;
import dev.drover.internal.session.Request;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** What was started here and has not ended. */
final class Jobs {

  private final ClientOptions options;
  private final SocketLine line;
  private final AgentWatch agents;
  private final JobWords words;
  private final PendingRequests<RunnerMessage> pending;
  private final Map<String, DefaultRemoteExecution> executions = new ConcurrentHashMap<>();
  private final Map<String, DefaultRemoteRecording> recordings = new ConcurrentHashMap<>();

  /** Of both: the document knows jobs by their executionId alone, such as in errors. */
  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** Of those, whose start has been handed to a connection. */
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  /** Of jobs that nobody waits for any more, while their agents could not be told. */
  private final Set<Cancel> owed = ConcurrentHashMap.newKeySet();

  Jobs(ClientOptions options, SocketLine line, AgentWatch agents) {
    this.options = options;
    this.line = line;
    this.agents = agents;
    this.words = new JobWords(line.session()::describe);
    this.pending = line.pending();
  }

  int running() {
    return executions.size() + recordings.size();
  }

  RemoteExecution start(ExecutionRequest request) {
    String id = reserve(request.executionId());
    Cancel cancel = cancel(id, new RunnerMessage.ExecutionCancel(id));
    PendingRequest<RunnerMessage, ExecutionResult> end =
        pending.open(
            ask(
                "execution " + id,
                "the execution " + id + " on " + request.target(),
                request.timeout().orElse(options.commandTimeout())),
            any -> false,
            message -> words.execution(request, message, cancel.asked()));
    end.onEnd(how -> release(id));
    DefaultRemoteExecution handle = new DefaultRemoteExecution(request, end, cancel, line);
    if (!end.hasEnded()) {
      claim(executions, id, handle, end);
      follow(cancel, end);
      send(id, new RunnerMessage.ExecutionStart(id, request.target(), request.code()), end);
    }
    return handle;
  }

  RemoteRecording start(RecordingRequest request) {
    String id = reserve(request.executionId());
    Cancel cancel = cancel(id, new RunnerMessage.RecordingCancel(request.testFlowId(), id));
    PendingRequest<RunnerMessage, RecordingResult> end =
        pending.open(
            ask("recording " + id, "the recording " + id, request.timeout()),
            any -> false,
            message -> words.recording(request, message, cancel.asked()));
    end.onEnd(how -> release(id));
    PendingRequest<RunnerMessage, Void> ready =
        pending.open(
            ask("ready " + id, "the start of the recording " + id, options.requestTimeout()),
            any -> false,
            message -> words.ready(request, message));
    DefaultRemoteRecording handle = new DefaultRemoteRecording(request, ready, end, cancel);
    if (!end.hasEnded()) {
      claim(recordings, id, handle, end);
      follow(cancel, end);
      send(
          id,
          new RunnerMessage.RecordingStart(
              request.testFlowId(), id, request.url(), request.language(), request.config()),
          end);
    }
    return handle;
  }

  // ---- what is heard

  void log(String id, LogLine entry) {
    DefaultRemoteExecution handle = executions.get(id);
    if (handle != null) {
      line.dispatcher().guaranteed(() -> handle.hear(entry));
    }
  }

  void executionEnded(String id, RunnerMessage message) {
    answer("execution " + id, message);
  }

  void recordingReady(String id, RunnerMessage message) {
    answer("ready " + id, message);
  }

  void recordingEnded(String id, RunnerMessage message) {
    answer("ready " + id, message);
    answer("recording " + id, message);
  }

  /** Given up by the server, or lost with its agent. */
  void failed(String id, RunnerMessage message) {
    executionEnded(id, message);
    recordingEnded(id, message);
  }

  /** After an outage the server is asked how things are; one that does not know that is silent. */
  void onConnected(FrameSender sender, boolean again) {
    List<String> asked = new ArrayList<>(begun);
    owed.forEach(cancel -> asked.add(cancel.executionId()));
    if (again && !asked.isEmpty()) {
      sender.send(Frames.of(new RunnerMessage.Resume(asked)));
    }
    executions.values().forEach(handle -> handle.cancellation().onConnected(sender));
    recordings.values().forEach(handle -> handle.cancellation().onConnected(sender));
    List.copyOf(owed).stream().filter(owed::remove).forEach(cancel -> cancel.onConnected(sender));
  }

  void onClosed(ConnectionException cause) {
    pending.failAll(all -> true, cause.reason(), String.valueOf(cause.getMessage()), cause);
    pending.close();
  }

  /** The end comes after all that was heard before it. */
  private void answer(String id, RunnerMessage message) {
    PendingRequest<RunnerMessage, ?> waiting = pending.find(id);
    Runnable finish = waiting == null ? null : pending.claim(waiting, message);
    if (finish != null) {
      line.dispatcher().guaranteed(() -> complete(finish));
    }
  }

  /** Not on the dispatcher: what hangs on a future may wait for another one. */
  private void complete(Runnable finish) {
    try {
      line.completions().execute(finish);
    } catch (RejectedExecutionException e) {
      DaemonThreads.executor().execute(finish);
    }
  }

  private <H> void claim(
      Map<String, H> running, String id, H handle, PendingRequest<RunnerMessage, ?> end) {
    agents.started(id);
    running.put(id, handle);
    end.onEnd(
        how -> {
          running.remove(id, handle);
          agents.ended(id);
        });
  }

  private void follow(Cancel cancel, PendingRequest<RunnerMessage, ?> end) {
    cancel.follow(end);
    end.onEnd(
        how -> {
          if (cancel.isUnsent()) {
            owed.add(cancel);
            cancel.send(); // A connection may have become ready meanwhile.
            if (!cancel.isUnsent()) {
              owed.remove(cancel);
            }
          }
        });
  }

  private void send(String id, RunnerMessage message, PendingRequest<RunnerMessage, ?> end) {
    try {
      // Before and after: a connection may break, or become ready, just while it is sent on.
      goesOutIfConnected(id, end);
      line.session().send(Frames.of(message), () -> goesOut(id, end));
      goesOutIfConnected(id, end);
    } catch (ConnectionException e) {
      pending.fail(end, e);
      throw e;
    }
  }

  private void goesOutIfConnected(String id, PendingRequest<RunnerMessage, ?> end) {
    if (line.session().state() == ConnectionState.CONNECTED) {
      goesOut(id, end);
    }
  }

  /** Whether it still has to; from here on the server may know it. */
  private boolean goesOut(String id, PendingRequest<RunnerMessage, ?> end) {
    begun.add(id);
    if (end.hasEnded()) {
      begun.remove(id);
      return false;
    }
    return true;
  }

  private Cancel cancel(String id, RunnerMessage message) {
    return new Cancel(id, Frames.of(message), line.session(), options.requestTimeout());
  }

  private String reserve(String executionId) {
    if (!ids.add(executionId)) {
      throw new IllegalArgumentException(
          "a job with the executionId '%s' runs already; give each an id of its own"
              .formatted(executionId));
    }
    return executionId;
  }

  private void release(String executionId) {
    begun.remove(executionId);
    ids.remove(executionId);
  }

  private static Request ask(String id, String what, Duration timeout) {
    return new Request(
        id, what, timeout, "see whether an agent is online, or give it more time", false);
  }
}
