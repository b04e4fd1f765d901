package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.Subscription;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Watches one execution ({@code execution-monitoring.md}): progress, steps, logs, devices and their
 * screens. Reconnects by itself, subscribes and previews again, and marks what may have been missed
 * as a gap; safe for any number of threads; its own threads are daemons.
 *
 * <p>Steps, errors and the end are never dropped on this side. With a server that offers {@code
 * drover.v1} they also survive lost connections: each is acknowledged when its listeners have
 * returned, heard once, and asked for again after a reconnect. Progress, device states and log
 * lines are best effort.
 */
public interface ExecutionClient extends AutoCloseable {

  /**
   * Connects.
   *
   * @param uri the server, such as {@code ws://localhost:8000}; a path in it comes first
   * @param executionId the execution
   * @return the connected client
   * @throws dev.drover.ConnectionException if that fails; its reason tells a wrong token, an
   *     unknown execution and one that has ended apart
   */
  static ExecutionClient connect(String uri, UUID executionId) {
    return connect(uri, executionId.toString());
  }

  /**
   * Connects.
   *
   * @param uri as for {@link #connect(String, UUID)}
   * @param executionId the execution, as the server writes it
   * @return the connected client
   * @throws dev.drover.ConnectionException as for {@link #connect(String, UUID)}
   */
  static ExecutionClient connect(String uri, String executionId) {
    return connect(ClientOptions.of(uri), executionId);
  }

  /**
   * Connects. The token is sent as {@code ?token=}, which is what the document wants.
   *
   * @param options address and all else
   * @param executionId the execution, as the server writes it
   * @return the connected client
   * @throws dev.drover.ConnectionException as for {@link #connect(String, UUID)}
   */
  static ExecutionClient connect(ClientOptions options, String executionId) {
    return connect(options, executionId, client -> {});
  }

  /**
   * Connects, with listeners that hear all of it. A server tells how things stand as soon as there
   * is a connection, which is before a listener that is added to a connected client.
   *
   * <pre>{@code
   * ExecutionClient.connect(options, id, client -> client.events().onEach(System.out::println));
   * }</pre>
   *
   * @param options address and all else
   * @param executionId the execution, as the server writes it
   * @param prepare gets the client before it connects, to add listeners, subscribe and preview;
   *     what it throws, {@code connect} throws
   * @return the connected client
   * @throws dev.drover.ConnectionException as for {@link #connect(String, UUID)}
   */
  static ExecutionClient connect(
      ClientOptions options, String executionId, Consumer<? super ExecutionClient> prepare) {
    return DefaultExecutionClient.open(options, executionId, prepare);
  }

  /**
   * As {@link #connect(ClientOptions, String)}.
   *
   * @param options address and all else
   * @param executionId the execution, as the server writes it
   * @return the connected client, or {@link dev.drover.ConnectionException}; cancelling it gives up
   */
  static CompletableFuture<ExecutionClient> connectAsync(
      ClientOptions options, String executionId) {
    return connectAsync(options, executionId, client -> {});
  }

  /**
   * As {@link #connect(ClientOptions, String, Consumer)}.
   *
   * @param options address and all else
   * @param executionId the execution, as the server writes it
   * @param prepare gets the client before it connects
   * @return the connected client, or {@link dev.drover.ConnectionException}; cancelling it gives up
   */
  static CompletableFuture<ExecutionClient> connectAsync(
      ClientOptions options, String executionId, Consumer<? super ExecutionClient> prepare) {
    return DefaultExecutionClient.openAsync(options, executionId, prepare);
  }

  /** The execution. */
  String executionId();

  /**
   * What is told of the execution, in order, gaps in their place. What was told before a listener
   * was added is in the {@link #snapshot()}; see {@link #connect(ClientOptions, String, Consumer)}.
   */
  EventStream<ExecutionEvent> events();

  /** What is known now. */
  ExecutionSnapshot snapshot();

  /**
   * Asks for a device's updates. Holds across reconnects, until it is closed, or an error that
   * names the device says that no more will come. The server answers nothing to it.
   *
   * @param deviceId the device
   * @return the subscription
   */
  Subscription subscribeDevice(String deviceId);

  /**
   * Ends all subscriptions of a device.
   *
   * @param deviceId the device
   */
  void unsubscribeDevice(String deviceId);

  /**
   * Starts a preview of a device's screen. Frames come when the server has some; the server answers
   * nothing else, unless it is an error, which ends the preview.
   *
   * @param deviceId the device
   * @param quality how fine the pictures shall be
   * @return the preview
   * @throws dev.drover.DroverException if one of that device runs already, or too many do
   */
  Preview startPreview(String deviceId, PreviewQuality quality);

  /**
   * Stops the preview of a device, if one runs.
   *
   * @param deviceId the device
   */
  void stopPreview(String deviceId);

  /**
   * Waits until the execution has ended, however it did, and the listeners have heard all of it.
   * May be called again after a timeout.
   *
   * @param timeout how long to wait
   * @return the end
   * @throws dev.drover.RequestTimeoutException if it goes on
   * @throws dev.drover.ConnectionException if the connection ended for good before
   */
  ExecutionCompleted awaitCompletion(Duration timeout);

  /**
   * As {@link #awaitCompletion}.
   *
   * @param timeout how long to wait
   * @return the end; cancelling it ends the waiting only
   */
  CompletableFuture<ExecutionCompleted> awaitCompletionAsync(Duration timeout);

  /**
   * Fetches a step's screenshot, with the same token, TLS and proxy. A token goes to the server's
   * own address alone.
   *
   * @param step with a {@code screenshotUrl}
   * @return the picture's bytes, PNG as a rule
   * @throws IllegalArgumentException if the step has no screenshot
   * @throws dev.drover.ConnectionException if the server does not give it
   */
  byte[] downloadScreenshot(StepCompleted step);

  /**
   * As {@link #downloadScreenshot}.
   *
   * @param step with a {@code screenshotUrl}
   * @return the picture's bytes; cancelling it ends the download
   */
  CompletableFuture<byte[]> downloadScreenshotAsync(StepCompleted step);

  /**
   * Fetches an execution's report into a file, which is there when it is whole, or not at all.
   *
   * @param completed with a {@code reportUrl}
   * @param file where to; its folder is made if need be, an older file replaced
   * @return the file
   * @throws IllegalArgumentException if the execution has no report
   * @throws dev.drover.ConnectionException if the server does not give it
   * @throws dev.drover.DroverException if the file cannot be written
   */
  Path downloadReport(ExecutionCompleted completed, Path file);

  /**
   * As {@link #downloadReport}.
   *
   * @param completed with a {@code reportUrl}
   * @param file where to
   * @return the file; cancelling it ends the download
   */
  CompletableFuture<Path> downloadReportAsync(ExecutionCompleted completed, Path file);

  /**
   * Checks that nothing was missed so far: neither dropped because listeners were too slow, nor
   * perhaps lost while there was no connection.
   *
   * @throws AssertionError if there were gaps; it names them
   */
  void assertNoGaps();

  /**
   * The guaranteed messages, by their {@code message_id}, that have arrived and are not
   * acknowledged: their listeners have not returned yet, or there was no connection since. {@link
   * #close()} reports what is left of them to the error hook of {@link ClientOptions}.
   */
  List<String> unacknowledged();

  /** What happens to the connection. */
  EventStream<ConnectionEvent> connectionEvents();

  /** How the connection stands. */
  ConnectionState state();

  /**
   * Unsubscribes, stops the previews and closes. Listeners that are at work on guaranteed messages
   * have the close timeout to finish, so that those can be acknowledged. Idempotent, bounded in
   * time, allowed on callback threads.
   */
  @Override
  void close();
}
