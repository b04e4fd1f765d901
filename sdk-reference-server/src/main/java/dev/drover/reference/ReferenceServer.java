package dev.drover.reference;

import dev.drover.DroverException;
import dev.drover.hub.VmInfo;
import dev.drover.reference.internal.engine.Engine;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.hub.Hub;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import dev.drover.reference.internal.vm.FleetClient;
import dev.drover.reference.internal.vm.VmPool;
import dev.drover.reference.internal.web.Routes;
import dev.drover.reference.internal.web.WebServer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A hub ({@code hub.md}), a backend of VM agents ({@code vm-agent-messages.md}, {@code
 * vm-agent-request-response.md}), executions to be watched ({@code execution-monitoring.md}) and a
 * runner at {@code /socket.io/} ({@code runner-socketio.md}) in this process, on one port for HTTP
 * and WebSocket. Hub and backend share one fleet: whoever asks through the hub or over REST reaches
 * VMs that came by either door, at {@code /} or at {@code /api/vm/ID/ws}. VMs are external agents,
 * agents in this process that run real commands, or scripted. The server's threads are daemons; all
 * methods may be called from any thread.
 *
 * <pre>{@code
 * try (ReferenceServer server = ReferenceServer.start()) {
 *   server.vm("vm-1").onCommand("deploy").reply("ok", 0);
 *   HubClient hub = HubClient.connect(server.uri().toString());
 * }
 * }</pre>
 */
public final class ReferenceServer implements AutoCloseable {

  private final RecordingJournal journal;
  private final FaultRules faults = new FaultRules();
  private final PeerIds ids = new PeerIds();
  private final ServerOptions options;
  private final Hub hub;
  private final OwnVms own;
  private final Executions executions;
  private final Engine engine;
  private final RunnerSide runner;
  private final WebServer web;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ReferenceServer(ServerOptions options) {
    this.options = options;
    journal = new RecordingJournal(options.token());
    VmPool pool = new VmPool(options, this::uri);
    hub = new Hub(options, pool);
    pool.onFailure(hub::startFailed);
    own = new OwnVms(pool, hub, journal, ids);
    FleetClient fleet = new FleetClient(hub, ids);
    executions = new Executions(options.clock(), fleet);
    engine = new Engine(executions, fleet);
    runner = new RunnerSide(options, ids, journal);
    faults.cutWith(runner.engine()::cutPolling);
    Routes routes = ServerRoutes.of(options, hub, executions, runner, journal, faults);
    web = WebServer.start(options, routes, journal, faults, ids);
  }

  /**
   * Starts a server on loopback, on any free port.
   *
   * @return the running server
   * @throws DroverException if it cannot listen
   */
  public static ReferenceServer start() {
    return start(ServerOptions.defaults());
  }

  /**
   * Starts a server.
   *
   * @param options how it listens and what it allows
   * @return the running server
   * @throws DroverException if it cannot listen, because the port is taken for one
   */
  public static ReferenceServer start(ServerOptions options) {
    return new ReferenceServer(options);
  }

  /** Where clients and VMs connect, such as {@code ws://127.0.0.1:40123}. */
  public URI uri() {
    return ServerAddress.of("ws", options.host(), port());
  }

  /** Where browsers look, such as {@code http://127.0.0.1:40123}. */
  public URI httpUri() {
    return ServerAddress.of("http", options.host(), port());
  }

  /** The port it listens on. */
  public int port() {
    return web.port();
  }

  /**
   * A scripted VM. The first call with an id adds it to the fleet, connected; later ones give the
   * same VM.
   *
   * @param id the VM's id, not blank
   * @return the VM
   */
  public ScriptedVm vm(String id) {
    return own.scripted(id);
  }

  /**
   * An execution to be driven by hand, and watched under {@code /ws/executions/{id}}. The first
   * call with an id creates it; later ones give the same, until five minutes after its end.
   *
   * @param id a UUID
   * @return the execution
   */
  public Execution execution(String id) {
    return executions.get(id);
  }

  /**
   * Starts an execution by a plan. One of the same id that has ended gives way to it.
   *
   * @param plan what to do, on which devices
   * @return the execution, under way
   * @throws IllegalStateException if one of the same id is under way
   */
  public Execution execute(ExecutionPlan plan) {
    return engine.execute(plan);
  }

  /** A device of executions, which may be a VM; its id is not blank. */
  public ExecutionDevice device(String id) {
    return executions.device(id);
  }

  /** The runner's side: its agents and their jobs. */
  public Runner runner() {
    return runner.runner();
  }

  /** What happened on the connections. */
  public Journal journal() {
    return journal;
  }

  /** Breaks connections on purpose. */
  public Faults faults() {
    return faults;
  }

  /** The VMs that are connected, whoever started them, oldest first. */
  public List<VmInfo> vms() {
    return hub.vms();
  }

  /**
   * When a VM last said anything, be it only a heartbeat.
   *
   * @param vmId the VM's id
   * @return the time; empty if the VM is not connected
   */
  public Optional<Instant> lastSeen(String vmId) {
    return hub.lastSeen(vmId);
  }

  /**
   * Starts a VM of the provider's, by default one that runs real commands, and waits until it is
   * connected.
   *
   * @return the VM's id
   * @throws DroverException if it cannot be started
   */
  public String startVm() {
    return own.start();
  }

  /**
   * As {@link #startVm()}, with an id of the caller's choice.
   *
   * @param id the VM's id, not blank
   * @throws DroverException if it cannot be started
   */
  public void startVm(String id) {
    own.start(id);
  }

  /**
   * As {@link #startVm(String)}.
   *
   * @param id the VM's id, not blank
   * @return done when it is connected
   */
  public CompletableFuture<Void> startVmAsync(String id) {
    return own.startAsync(id);
  }

  /**
   * Cancels executions, ends the VMs that it started, with their processes and directories, says
   * goodbye to everybody and stops to listen. Takes some seconds at most; idempotent.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    executions.close();
    own.close();
    runner.close();
    web.close();
  }

  /** What tests look into. */
  Hub hub() {
    return hub;
  }

  /** One line: address and VMs. */
  @Override
  public String toString() {
    return "ReferenceServer[%s, %d VMs%s]"
        .formatted(uri(), vms().size(), closed.get() ? ", closed" : "");
  }
}
