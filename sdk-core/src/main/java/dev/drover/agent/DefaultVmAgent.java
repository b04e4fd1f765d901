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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The agent over a {@link Session} and a {@link CommandEngine}. */
final class DefaultVmAgent implements VmAgent {

  /** A callback may hold back the reader for so long before its events overrun the bound. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final VmBody vm;
  private final AgentRole role;
  private final Session session;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  /** Makes the role of an agent. */
  interface Roles {
    AgentRole make(ClientOptions connection, VmBody vm, VmRequests requests);
  }

  DefaultVmAgent(
      ClientOptions connection, AgentOptions options, Roles roles, Transports transports) {
    ErrorSink errors = new ErrorSink(connection);
    Console console = new Console(options.vmId());
    RunningTimes times = new RunningTimes();
    vm =
        new VmBody(
            options,
            new CommandEngine(settings(options), new CommandsShown(console, times, this::changed)),
            times,
            new SystemInfo(options.workingDirectory()),
            new Outbound(connection.limits(), errors),
            errors);
    ScreenSource screen = options.screen() == null ? new DefaultScreen(console) : options.screen();
    role = roles.make(connection, vm, new VmRequests(vm, new Screenshots(screen)));
    Dispatcher work = dispatcher(DaemonThreads.executor(), connection, errors);
    Executor callbacks = connection.callbackExecutor().orElse(Callbacks.executor());
    session =
        new Session(
            connection,
            transports,
            dispatcher(callbacks, connection, errors),
            errors,
            new AgentInbox(role, vm.out(), work, this::connection));
    session.closed().whenComplete((done, failure) -> onSessionClosed(failure));
  }

  static CompletableFuture<VmAgent> atHub(ClientOptions hub, AgentOptions options) {
    return new DefaultVmAgent(hub, options, HubRole::new, new WebSocketTransports()).connect();
  }

  static CompletableFuture<VmAgent> atBackend(ClientOptions backend, AgentOptions options) {
    ClientOptions door = backend.uri(BackendDoor.of(backend.uri(), options.vmId()));
    return new DefaultVmAgent(door, options, BackendRole::new, new WebSocketTransports()).connect();
  }

  /** Waits for a future of the two above. */
  static VmAgent await(CompletableFuture<VmAgent> connecting) {
    return Interrupted.await(connecting, "connecting");
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
    return vm.vmId();
  }

  @Override
  public List<String> activeCommands() {
    return running();
  }

  @Override
  public void sendState(Map<String, ?> state) {
    role.sendState(new LinkedHashMap<>(state));
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
    vm.engine().close();
    session.close();
  }

  @Override
  public String toString() {
    return "VmAgent[%s, %s, %d commands running]"
        .formatted(vm.vmId(), session.describe(), running().size());
  }

  private List<String> running() {
    return vm.engine().running();
  }

  private Connection connection() {
    return session.connection();
  }

  private void changed() {
    role.commandsChanged();
  }

  /** Without a connection nobody can hear the commands, or stop them. */
  private void onSessionClosed(Throwable failure) {
    DaemonThreads.executor()
        .execute(
            () -> {
              vm.engine().close();
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
            ? "; a %s does so when another agent comes as the same VM: give each its own id"
                .formatted(role.otherSide())
            : "";
    return new ConnectionException(
        cause.reason(),
        "the agent of %s has ended: %s%s".formatted(vm.vmId(), cause.getMessage(), advice),
        cause,
        cause.httpStatus().orElse(0));
  }

  private static Dispatcher dispatcher(
      Executor executor, ClientOptions connection, ErrorSink errors) {
    return new Dispatcher(executor, connection.limits().maxQueuedEvents(), PATIENCE_MILLIS, errors);
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
