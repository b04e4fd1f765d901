package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.console.Console;
import dev.drover.internal.process.CommandEngine;
import dev.drover.internal.process.EngineSettings;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Session;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.transport.WebSocketTransports;
import dev.drover.internal.wire.HubMessage.StateUpdate;
import dev.drover.internal.wire.WireCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent over a {@link Session} and a {@link CommandEngine}. */
final class DefaultVmAgent implements VmAgent {

  private static final Logger log = LoggerFactory.getLogger(DefaultVmAgent.class);

  /** A callback may hold back the reader for so long before its events overrun the bound. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final AgentOptions options;
  private final CommandEngine engine;
  private final Session session;
  private final StateReports reports;
  private final Outbound out;
  private final UnsentResults unsent;
  private volatile @Nullable Connection registered;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  DefaultVmAgent(ClientOptions connection, AgentOptions options, Transports transports) {
    this.options = options;
    ErrorSink errors = new ErrorSink(connection);
    out = new Outbound(connection.limits(), errors);
    unsent = new UnsentResults(out);
    Console console = new Console(options.vmId());
    reports = new StateReports(console, () -> running().size(), this::report);
    engine = new CommandEngine(settings(options), reports);
    ScreenSource screen = options.screen() == null ? new DefaultScreen(console) : options.screen();
    HubRequests requests =
        new HubRequests(options, engine, new Screenshots(screen), unsent, errors);
    int capacity = connection.limits().maxQueuedEvents();
    Executor callbacks = connection.callbackExecutor().orElse(Callbacks.executor());
    AgentInbox inbox =
        new AgentInbox(
            connection,
            options.vmId(),
            out,
            new Dispatcher(DaemonThreads.executor(), capacity, PATIENCE_MILLIS, errors),
            requests,
            this::onRegistered,
            this::connection);
    session =
        new Session(
            connection,
            transports,
            new Dispatcher(callbacks, capacity, PATIENCE_MILLIS, errors),
            errors,
            inbox);
    session.closed().whenComplete((done, failure) -> onSessionClosed(failure));
  }

  static VmAgent open(ClientOptions connection, AgentOptions options) {
    return Interrupted.await(openAsync(connection, options), "connecting");
  }

  static CompletableFuture<VmAgent> openAsync(ClientOptions connection, AgentOptions options) {
    return new DefaultVmAgent(connection, options, new WebSocketTransports()).connect();
  }

  CompletableFuture<VmAgent> connect() {
    CompletableFuture<VmAgent> agent = new CompletableFuture<>();
    session
        .connect()
        .whenComplete(
            (connected, failure) -> {
              boolean taken =
                  failure == null ? agent.complete(this) : agent.completeExceptionally(failure);
              if (!taken) {
                close();
              }
            });
    // Whoever cancels the future gives up connecting, which may be retrying for ever.
    agent.whenComplete(
        (opened, failure) -> {
          if (agent.isCancelled()) {
            close();
          }
        });
    return agent;
  }

  @Override
  public String vmId() {
    return options.vmId();
  }

  @Override
  public List<String> activeCommands() {
    return running();
  }

  @Override
  public void sendState(Map<String, ?> state) {
    report(new HashMap<>(state));
  }

  @Override
  public EventStream<ConnectionEvent> connectionEvents() {
    return session.events();
  }

  @Override
  public ConnectionState state() {
    return session.state();
  }

  @Override
  public CompletableFuture<Void> closed() {
    return closed.copy();
  }

  @Override
  public void close() {
    engine.close();
    session.close();
  }

  @Override
  public String toString() {
    return "VmAgent[%s, %s, %d commands running]"
        .formatted(options.vmId(), session.describe(), running().size());
  }

  private List<String> running() {
    return engine.running();
  }

  private Connection connection() {
    return session.connection();
  }

  private void onRegistered() {
    Connection now = session.connection();
    registered = now;
    unsent.onRegistered(now);
    DaemonThreads.executor().execute(reports::reportAgain);
  }

  private void report(Map<String, Object> state) {
    byte[] frame = WireCodec.HUB.encode(new StateUpdate(state));
    Connection now = registered;
    if (now == null || !out.send(now, frame)) {
      log.debug("a state of {} was lost: {}", options.vmId(), session.describe());
    }
  }

  /** Without a hub nobody can hear the commands, or stop them. */
  private void onSessionClosed(Throwable failure) {
    DaemonThreads.executor()
        .execute(
            () -> {
              engine.close();
              if (failure instanceof ConnectionException cause) {
                closed.completeExceptionally(ended(cause));
              } else if (failure != null) {
                closed.completeExceptionally(failure);
              } else {
                closed.complete(null);
              }
            });
  }

  private ConnectionException ended(ConnectionException cause) {
    String advice =
        cause.reason() == ConnectionException.Reason.REFUSED
            ? "; a hub does so when another agent registers as the same VM: give each its own id"
            : "";
    return new ConnectionException(
        cause.reason(),
        "the agent of %s has ended: %s%s".formatted(options.vmId(), cause.getMessage(), advice),
        cause,
        cause.httpStatus().orElse(0));
  }

  private static EngineSettings settings(AgentOptions options) {
    return new EngineSettings(
        options.workingDirectory(),
        options.env(),
        options.maxCommands(),
        options.keptOutputBytes(),
        options.stopGrace(),
        System::nanoTime);
  }
}
