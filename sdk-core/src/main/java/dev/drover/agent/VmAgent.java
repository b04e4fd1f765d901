package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The program inside a VM: runs real commands for whoever is allowed to ask, either registered with
 * a hub ({@code hub.md}, "VM Registration") or connected to a backend of its own ({@code
 * vm-agent-messages.md}). Reconnects and registers again by itself; commands go on meanwhile, and
 * their output is kept. Its threads are daemons.
 */
public interface VmAgent extends AutoCloseable {

  /**
   * Registers a VM with a hub.
   *
   * @param hub such as {@code ws://hub:8765}
   * @param vmId the VM's id, unique at the hub
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static VmAgent connect(String hub, String vmId) {
    return connect(ClientOptions.of(hub), AgentOptions.of(vmId));
  }

  /**
   * Registers a VM with a hub.
   *
   * @param connection address and all else
   * @param agent id, policy, bounds
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static VmAgent connect(ClientOptions connection, AgentOptions agent) {
    return DefaultVmAgent.await(DefaultVmAgent.atHub(connection, agent));
  }

  /**
   * Registers a VM with a hub.
   *
   * @param connection address and all else
   * @param agent id, policy, bounds
   * @return the connected agent, or {@link dev.drover.ConnectionException}
   */
  static CompletableFuture<VmAgent> connectAsync(ClientOptions connection, AgentOptions agent) {
    return DefaultVmAgent.atHub(connection, agent);
  }

  /**
   * Connects a VM to a backend ({@code vm-agent-messages.md}), at its {@code /api/vm/{vm_id}/ws}.
   *
   * @param backend the address without that path, such as {@code ws://backend:8765}
   * @param vmId the VM's id, unique at the backend
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static VmAgent connectBackend(String backend, String vmId) {
    return connectBackend(ClientOptions.of(backend), AgentOptions.of(vmId));
  }

  /**
   * Connects a VM to a backend.
   *
   * @param connection address, without {@code /api/vm/{vm_id}/ws}, and all else
   * @param agent id, policy, bounds
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static VmAgent connectBackend(ClientOptions connection, AgentOptions agent) {
    return DefaultVmAgent.await(DefaultVmAgent.atBackend(connection, agent));
  }

  /**
   * Connects a VM to a backend.
   *
   * @param connection address, without {@code /api/vm/{vm_id}/ws}, and all else
   * @param agent id, policy, bounds
   * @return the connected agent, or {@link dev.drover.ConnectionException}; cancelling gives up
   */
  static CompletableFuture<VmAgent> connectBackendAsync(
      ClientOptions connection, AgentOptions agent) {
    return DefaultVmAgent.atBackend(connection, agent);
  }

  /** The VM's id. */
  String vmId();

  /** The ids of the commands that run now. */
  List<String> activeCommands();

  /**
   * Tells the VM's state: a hub, which passes it on to all clients, by a {@code state_update}; a
   * backend by a {@code status}. Best effort: lost while the connection is down.
   *
   * @param state such as {@code status} and {@code progress}; maps, lists, strings, numbers and
   *     booleans
   */
  void sendState(Map<String, ?> state);

  /** What happens to the connection. */
  EventStream<ConnectionEvent> connectionEvents();

  /** How the connection stands. */
  ConnectionState state();

  /** Done when the agent has ended for good, with the exception that ended it if one did. */
  CompletableFuture<Void> closed();

  /**
   * Stops all commands with their process trees, and what earlier ones left in the background as
   * far as the system lets it be found, then closes the connection. Waits until they are gone, a
   * few seconds beyond {@link AgentOptions#stopGrace()} at most. Idempotent.
   */
  @Override
  void close();
}
