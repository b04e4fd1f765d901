package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The program inside a VM ({@code hub.md}, "VM Registration"): registers with a hub and runs real
 * commands for whoever is allowed to ask. Reconnects and registers again by itself; commands go on
 * meanwhile, and their output is kept. Its threads are daemons.
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
    return DefaultVmAgent.open(connection, agent);
  }

  /**
   * Registers a VM with a hub.
   *
   * @param connection address and all else
   * @param agent id, policy, bounds
   * @return the connected agent, or {@link dev.drover.ConnectionException}
   */
  static CompletableFuture<VmAgent> connectAsync(ClientOptions connection, AgentOptions agent) {
    return DefaultVmAgent.openAsync(connection, agent);
  }

  /** The VM's id. */
  String vmId();

  /** The ids of the commands that run now. */
  List<String> activeCommands();

  /**
   * Tells the hub the VM's state, which it passes on to all clients. Best effort: lost while the
   * connection is down.
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
