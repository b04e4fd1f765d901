package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.Subscription;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records flows and runs test code on agents, through a Socket.IO server ({@code
 * runner-socketio.md}). Reconnects by itself; safe for any number of threads; its own threads are
 * daemons. Listeners run one after the other, off the thread that reads the socket; slow ones hold
 * the server back and lose nothing.
 */
public interface RunnerClient extends AutoCloseable {

  /**
   * Connects.
   *
   * @param uri the server, such as {@code http://localhost:3000}; {@code ws} and {@code wss} mean
   *     the same; without a path it is {@code /socket.io/}
   * @return the connected client
   * @throws dev.drover.ConnectionException if that fails
   */
  static RunnerClient connect(String uri) {
    return connect(ClientOptions.of(uri));
  }

  /**
   * Connects. The token is sent as the handshake's {@code auth.token}, asked from its supplier anew
   * at each attempt. A refusal is not tried again with the same token.
   *
   * @param options address, token and all else
   * @return the connected client
   * @throws dev.drover.ConnectionException if that fails, with the server's own words
   */
  static RunnerClient connect(ClientOptions options) {
    return DefaultRunnerClient.open(options);
  }

  /**
   * Connects.
   *
   * @param options address, token and all else
   * @return the connected client, or {@link dev.drover.ConnectionException}; cancelling it gives up
   */
  static CompletableFuture<RunnerClient> connectAsync(ClientOptions options) {
    return DefaultRunnerClient.openAsync(options);
  }

  /**
   * Asks for a recording ({@code recording:start}). Returns once that is sent.
   *
   * @param request what to record
   * @return the recording's handle
   * @throws dev.drover.ConnectionException if it was not sent
   * @throws IllegalArgumentException if a recording with that execution id runs already
   */
  RemoteRecording startRecording(RecordingRequest request);

  /**
   * Asks for the execution of test code ({@code execution:start}). Returns once that is sent.
   *
   * @param request what to run
   * @return the execution's handle
   * @throws dev.drover.ConnectionException if it was not sent; also if the code is larger than the
   *     server takes
   * @throws IllegalArgumentException if an execution with that id runs already
   */
  RemoteExecution startExecution(ExecutionRequest request);

  /**
   * All that the server tells: of what was started here and of what others started, in order. None
   * of it is dropped here; what may have been missed without a connection shows as a gap.
   */
  EventStream<RunnerEvent> events();

  /** The agents that the server told of since this client connected, with their newest state. */
  Map<String, AgentState> agentStatuses();

  /**
   * Sends an event of the user's own.
   *
   * @param event its name; none of those that Socket.IO reserves, such as {@code connect}
   * @param arguments null, strings, numbers, booleans, byte arrays (sent as binary attachments),
   *     and maps, lists and records of them
   * @throws dev.drover.ConnectionException if it was not sent
   * @throws IllegalArgumentException if the name is reserved, or an argument cannot be JSON
   */
  void emit(String event, @Nullable Object... arguments);

  /**
   * Sends an event and waits for its acknowledgement, for the request timeout at most.
   *
   * @param event as for {@link #emit}
   * @param arguments as for {@link #emit}
   * @return the other side's answer
   * @throws dev.drover.RequestTimeoutException if none came
   * @throws dev.drover.ConnectionException if the connection was lost meanwhile, or is down
   */
  Acknowledgement emitWithAck(String event, @Nullable Object... arguments);

  /**
   * As {@link #emitWithAck}.
   *
   * @param event as for {@link #emit}
   * @param arguments as for {@link #emit}
   * @return the other side's answer
   */
  CompletableFuture<Acknowledgement> emitWithAckAsync(String event, @Nullable Object... arguments);

  /**
   * Hears an event by its name, one of the document or any other.
   *
   * @param event the name
   * @param listener called in order, one event at a time, on a callback thread
   * @return the registration
   */
  Subscription on(String event, Consumer<? super SocketEvent> listener);

  /**
   * Hears every event.
   *
   * @param listener as for {@link #on}
   * @return the registration
   */
  Subscription onAny(Consumer<? super SocketEvent> listener);

  /**
   * Hears every event.
   *
   * @param listener gets its name and its arguments, a JSON array
   * @return the registration
   */
  default Subscription onAny(BiConsumer<String, String> listener) {
    return onAny((SocketEvent event) -> listener.accept(event.name(), event.json()));
  }

  /** What happens to the connection. */
  EventStream<ConnectionEvent> connectionEvents();

  /** How the connection stands. */
  ConnectionState state();

  /**
   * Ends all handles that have not ended, and closes. What was started goes on at its agent.
   * Idempotent, bounded in time, allowed on callback threads.
   */
  @Override
  void close();
}
