package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The program that records flows and runs test code for a runner's server ({@code
 * runner-socketio.md}). Registers with what its machine has, beats every 30 s, and after a lost
 * connection registers again; jobs go on meanwhile, and what they have to say waits. Its threads
 * are daemons.
 */
public interface RunnerAgent extends AutoCloseable {

  /**
   * Connects and registers.
   *
   * @param uri the server, such as {@code http://localhost:3000}
   * @param agent its name and what it can do
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static RunnerAgent connect(String uri, RunnerAgentOptions agent) {
    return connect(ClientOptions.of(uri), agent);
  }

  /**
   * Connects and registers.
   *
   * @param connection address, token and all else
   * @param agent its name and what it can do
   * @return the connected agent
   * @throws dev.drover.ConnectionException if that fails
   */
  static RunnerAgent connect(ClientOptions connection, RunnerAgentOptions agent) {
    return DefaultRunnerAgent.open(connection, agent);
  }

  /**
   * Connects and registers.
   *
   * @param connection address, token and all else
   * @param agent its name and what it can do
   * @return the connected agent, or {@link dev.drover.ConnectionException}; cancelling it gives up
   */
  static CompletableFuture<RunnerAgent> connectAsync(
      ClientOptions connection, RunnerAgentOptions agent) {
    return DefaultRunnerAgent.openAsync(connection, agent);
  }

  /** The agent's name. */
  String name();

  /** The execution ids of the jobs that run or wait for their turn, oldest first. */
  List<String> activeJobs();

  /** What happens to the connection. */
  EventStream<ConnectionEvent> connectionEvents();

  /** How the connection stands. */
  ConnectionState state();

  /** Done when the agent has ended for good, with the exception that ended it if one did. */
  CompletableFuture<Void> closed();

  /**
   * Cancels all jobs, gives them a few seconds to end and to say so, then closes the connection.
   * Idempotent.
   */
  @Override
  void close();
}
