package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Heartbeats;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Opening;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.transport.WebSocketTransports;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.RunnerCodec;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The agent over one {@link SocketLine}. */
final class DefaultRunnerAgent implements RunnerAgent, LineEvents {

  /** A process tree has three seconds to stop, and then its end is to be told. */
  private static final Duration CLOSING = Duration.ofSeconds(6);

  private final RunnerAgentOptions agent;
  private final SocketLine line;
  private final AgentVoice voice;
  private final AgentJobs jobs;
  private final Heartbeats heartbeats;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private volatile RunnerMessage.@Nullable SystemInfo systemInfo;

  DefaultRunnerAgent(ClientOptions connection, RunnerAgentOptions agent, Transports transports) {
    this.agent = agent;
    line = new SocketLine(connection, transports, this);
    voice = new AgentVoice(line.errors());
    jobs = new AgentJobs(agent.maxJobs(), line.errors());
    heartbeats = new Heartbeats(agent.heartbeat(), this::beat);
    line.session().closed().whenComplete((done, failure) -> onSessionClosed(failure));
  }

  static RunnerAgent open(ClientOptions connection, RunnerAgentOptions agent) {
    return Interrupted.await(openAsync(connection, agent), "connecting");
  }

  static CompletableFuture<RunnerAgent> openAsync(
      ClientOptions connection, RunnerAgentOptions agent) {
    return new DefaultRunnerAgent(connection, agent, new WebSocketTransports()).connect();
  }

  /** Looking for programs takes a moment, so that is done before. */
  CompletableFuture<RunnerAgent> connect() {
    CompletableFuture<RunnerAgent> opening = new CompletableFuture<>();
    DaemonThreads.executor()
        .execute(
            () -> {
              systemInfo = Machine.systemInfo();
              if (!opening.isDone()) {
                follow(opening);
              }
            });
    return opening;
  }

  private void follow(CompletableFuture<RunnerAgent> opening) {
    CompletableFuture<RunnerAgent> connecting = Opening.of(line.session(), () -> this, this::close);
    connecting.whenComplete(
        (opened, failure) -> {
          if (failure != null) {
            opening.completeExceptionally(failure);
          } else if (!opening.complete(opened)) {
            close();
          }
        });
    opening.whenComplete(
        (opened, failure) -> {
          if (failure != null) {
            connecting.cancel(false);
          }
        });
  }

  @Override
  public String name() {
    return agent.name();
  }

  @Override
  public List<String> activeJobs() {
    return jobs.known().stream().map(AgentJob::executionId).toList();
  }

  @Override
  public EventStream<ConnectionEvent> connectionEvents() {
    return line.session().events();
  }

  @Override
  public ConnectionState state() {
    return line.session().state();
  }

  @Override
  public CompletableFuture<Void> closed() {
    return closed.copy();
  }

  @Override
  public void close() {
    jobs.close(state() == ConnectionState.CONNECTED ? CLOSING : Duration.ZERO);
    voice.close();
    line.session().close();
  }

  @Override
  public String toString() {
    return "RunnerAgent[%s, %s, %d jobs]"
        .formatted(name(), line.session().describe(), activeJobs().size());
  }

  // ---- what the line tells

  @Override
  public byte[] greeting() {
    List<RunnerMessage.ActiveJob> active =
        jobs.known().stream()
            .map(job -> new RunnerMessage.ActiveJob(job.executionId(), job.kind()))
            .toList();
    return Frames.of(
        new RunnerMessage.AgentRegister(
            agent.name(),
            systemInfo,
            agent.maxJobs() == 1 ? null : agent.maxJobs(),
            active.isEmpty() ? null : active));
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    voice.onConnected(line.session().connection());
    heartbeats.begin();
  }

  @Override
  public void onDisconnected() {
    heartbeats.end();
    voice.onDisconnected();
  }

  @Override
  public void onClosed(ConnectionException cause) {
    heartbeats.end();
    voice.onDisconnected();
  }

  @Override
  public void onEvent(SocketPacket.Event event) {
    if (!RunnerCodec.knows(event.name())) {
      return; // A server's own, which means nothing to an agent.
    }
    try {
      handle(RunnerCodec.decode(event.name(), ClientInbox.arguments(event.arguments())));
    } catch (MalformedMessageException e) {
      line.errors().report("ignored a " + e.getMessage(), e);
    }
  }

  private void handle(RunnerMessage message) {
    if (message instanceof RunnerMessage.ExecutionStart start) {
      begin(
          "an execution", new AgentExecution(start, agent.executionHandler().orElse(null), voice));
    } else if (message instanceof RunnerMessage.RecordingStart start) {
      begin("a recording", new AgentRecording(start, agent.recordingHandler().orElse(null), voice));
    } else if (message instanceof RunnerMessage.ExecutionCancel cancel) {
      jobs.cancel(AgentExecution.key(cancel.executionId()));
    } else if (message instanceof RunnerMessage.RecordingCancel cancel) {
      jobs.cancel(AgentRecording.key(cancel.executionId()));
    } else if (message instanceof RunnerMessage.ErrorMessage error) {
      line.errors().report("the server says: " + error.message(), null);
    }
  }

  /** Without an id nobody could be told of its end, or cancel it. */
  private void begin(String what, AgentJob job) {
    if (job.executionId().isBlank()) {
      line.errors()
          .report(
              "refused the start of %s without an executionId: its log and its end could reach nobody; the server must pass the client's executionId on"
                  .formatted(what),
              null);
      return;
    }
    voice.begins(job.key());
    jobs.add(job);
  }

  /** Whether there is a connection to go on with. */
  private boolean beat() {
    return line.session().trySend(Frames.of(new RunnerMessage.AgentHeartbeat()))
        || state() == ConnectionState.CONNECTED;
  }

  /** Without a connection nobody can hear the jobs, or cancel them. */
  private void onSessionClosed(@Nullable Throwable failure) {
    DaemonThreads.executor()
        .execute(
            () -> {
              voice.close();
              jobs.close(CLOSING);
              if (failure == null) {
                closed.complete(null);
              } else {
                closed.completeExceptionally(failure);
              }
            });
  }
}
