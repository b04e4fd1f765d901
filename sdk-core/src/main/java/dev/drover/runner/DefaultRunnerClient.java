package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.Subscription;
import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Opening;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.transport.WebSocketTransports;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client over one {@link SocketLine}. */
final class DefaultRunnerClient implements RunnerClient, LineEvents {

  private final SocketLine line;
  private final DefaultEventStream<RunnerEvent> events;
  private final UserListeners listeners;
  private final AgentWatch agents = new AgentWatch();
  private final Jobs jobs;
  private final ClientInbox inbox;
  private volatile @Nullable Instant lostAt;

  DefaultRunnerClient(ClientOptions options, Transports transports) {
    line = new SocketLine(options, transports, this);
    events =
        new DefaultEventStream<>(
            "events of the runner",
            line.dispatcher(),
            options.limits().maxQueuedEvents(),
            line.errors(),
            gap -> new RunnerEvent.Gap(gap.from(), gap.to(), gap.cause(), gap.dropped()));
    listeners = new UserListeners(line);
    jobs = new Jobs(options, line, agents);
    inbox = new ClientInbox(events, jobs, agents, line.errors());
  }

  static RunnerClient open(ClientOptions options) {
    return Interrupted.await(openAsync(options), "connecting");
  }

  static CompletableFuture<RunnerClient> openAsync(ClientOptions options) {
    return new DefaultRunnerClient(options, new WebSocketTransports()).connect();
  }

  CompletableFuture<RunnerClient> connect() {
    return Opening.of(line.session(), () -> this, this::close);
  }

  @Override
  public RemoteRecording startRecording(RecordingRequest request) {
    return jobs.start(request);
  }

  @Override
  public RemoteExecution startExecution(ExecutionRequest request) {
    return jobs.start(request);
  }

  @Override
  public EventStream<RunnerEvent> events() {
    return events;
  }

  @Override
  public Map<String, AgentState> agentStatuses() {
    return agents.states();
  }

  @Override
  public void emit(String event, @Nullable Object... arguments) {
    byte[] frame = SocketLine.frame(checked(event), Arguments.of(arguments));
    line.session().send(frame, () -> true);
  }

  @Override
  public Acknowledgement emitWithAck(String event, @Nullable Object... arguments) {
    return Interrupted.await(
        emitWithAckAsync(event, arguments), "waiting for the acknowledgement of '" + event + "'");
  }

  @Override
  public CompletableFuture<Acknowledgement> emitWithAckAsync(
      String event, @Nullable Object... arguments) {
    return line.emitWithAck(checked(event), Arguments.of(arguments));
  }

  @Override
  public Subscription on(String event, Consumer<? super SocketEvent> listener) {
    return listeners.add(checked(event), listener);
  }

  @Override
  public Subscription onAny(Consumer<? super SocketEvent> listener) {
    return listeners.add(null, listener);
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
  public void close() {
    line.session().close();
  }

  @Override
  public String toString() {
    return "RunnerClient[%s, %d jobs under way]"
        .formatted(line.session().describe(), jobs.running());
  }

  // ---- what the line tells

  @Override
  public byte @Nullable [] greeting() {
    return null;
  }

  @Override
  public void onEvent(SocketPacket.Event event) {
    listeners.hear(event);
    inbox.hear(event);
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    Instant since = lostAt;
    if (again && since != null) {
      events.publishGap(new dev.drover.Gap(since, Instant.now(), "the connection was lost", 0));
    }
    jobs.onConnected(sender, again);
  }

  @Override
  public void onDisconnected() {
    lostAt = Instant.now();
  }

  @Override
  public void onClosed(ConnectionException cause) {
    jobs.onClosed(cause);
  }

  private static String checked(String event) {
    if (SocketPacket.RESERVED.contains(event)) {
      throw new IllegalArgumentException(
          "'" + event + "' is reserved by Socket.IO; give the event another name");
    }
    return event;
  }
}
