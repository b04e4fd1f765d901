package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.DroverException;
import dev.drover.EventStream;
import dev.drover.Gap;
import dev.drover.Subscription;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Opening;
import dev.drover.internal.session.Session;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.transport.WebSocketTransports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client over one {@link Session}, and what it carries. */
final class DefaultExecutionClient implements ExecutionClient {

  private final ClientOptions options;
  private final ExecutionAddress address;
  private final ErrorSink errors;
  private final Dispatcher dispatcher;
  private final DefaultEventStream<ExecutionEvent> events;
  private final Acknowledgements acknowledgements = new Acknowledgements(this::trySend);
  private final Devices devices = new Devices(this::trySend);
  private final PreviewLines previews;
  private final Downloads downloads;
  private final ExecutionInbox inbox;
  private final Session session;
  private final AtomicBoolean closed = new AtomicBoolean();

  DefaultExecutionClient(ClientOptions options, String executionId, Transports transports) {
    this.address = new ExecutionAddress(options.uri(), executionId);
    this.options = options.uri(address.safe());
    this.errors = new ErrorSink(this.options);
    this.downloads = new Downloads(options);
    this.dispatcher = Dispatcher.forListeners(options, errors);
    this.events =
        new DefaultEventStream<>(
            "events of execution " + executionId,
            dispatcher,
            options.limits().maxQueuedEvents(),
            errors,
            DefaultExecutionClient::overflow);
    PreviewBoard board = new PreviewBoard(errors, this::trySend);
    this.previews =
        new PreviewLines(this.options, address, transports, errors, board, this::trySend);
    this.inbox = new ExecutionInbox(executionId, errors, events, acknowledgements, devices, board);
    this.session =
        new Session(
            this.options,
            new ExecutionTransports(transports, this::nextAddress),
            dispatcher,
            errors,
            inbox);
    // Servers need not say that previews end, too.
    DroverException ended = new DroverException("the execution has ended", null);
    inbox.end().heard().thenRun(() -> previews.endAll(ended));
    session.closed().whenComplete((done, failure) -> onSessionClosed(failure));
  }

  static ExecutionClient open(
      ClientOptions options, String executionId, Consumer<? super ExecutionClient> prepare) {
    return Interrupted.await(openAsync(options, executionId, prepare), "connecting");
  }

  static CompletableFuture<ExecutionClient> openAsync(
      ClientOptions options, String executionId, Consumer<? super ExecutionClient> prepare) {
    DefaultExecutionClient client =
        new DefaultExecutionClient(options, executionId, new WebSocketTransports());
    try {
      prepare.accept(client);
    } catch (Throwable t) {
      client.close();
      throw t;
    }
    return client.connect();
  }

  CompletableFuture<ExecutionClient> connect() {
    return Opening.of(session, () -> this, session::close);
  }

  @Override
  public String executionId() {
    return address.executionId();
  }

  @Override
  public EventStream<ExecutionEvent> events() {
    return events;
  }

  @Override
  public ExecutionSnapshot snapshot() {
    return inbox.snapshot();
  }

  @Override
  public Subscription subscribeDevice(String deviceId) {
    requireOpen("subscribing to " + deviceId);
    return devices.subscribe(checked(deviceId));
  }

  @Override
  public void unsubscribeDevice(String deviceId) {
    devices.unsubscribe(deviceId);
  }

  @Override
  public Preview startPreview(String deviceId, PreviewQuality quality) {
    requireOpen("a preview of " + deviceId);
    return previews.start(checked(deviceId), quality);
  }

  @Override
  public void stopPreview(String deviceId) {
    Preview running = previews.find(deviceId);
    if (running != null) {
      running.close();
    }
  }

  @Override
  public ExecutionCompleted awaitCompletion(Duration timeout) {
    if (dispatcher.isCurrentThread() && !inbox.end().heard().isDone()) {
      throw new IllegalStateException(
          "awaitCompletion inside a listener would wait for itself; use awaitCompletionAsync there");
    }
    return Interrupted.await(awaitCompletionAsync(timeout), "waiting for the end");
  }

  @Override
  public CompletableFuture<ExecutionCompleted> awaitCompletionAsync(Duration timeout) {
    return CompletionWait.of(inbox.end(), timeout, this::snapshot, session::describe);
  }

  @Override
  public byte[] downloadScreenshot(StepCompleted step) {
    return downloads.calls().await(downloads.screenshot(step));
  }

  @Override
  public CompletableFuture<byte[]> downloadScreenshotAsync(StepCompleted step) {
    return downloads.calls().start(downloads.screenshot(step), false);
  }

  @Override
  public Path downloadReport(ExecutionCompleted completed, Path file) {
    return downloads.calls().await(downloads.report(completed, file));
  }

  @Override
  public CompletableFuture<Path> downloadReportAsync(ExecutionCompleted completed, Path file) {
    return downloads.calls().start(downloads.report(completed, file), false);
  }

  @Override
  public void assertNoGaps() {
    events.assertNoGaps();
  }

  @Override
  public List<String> unacknowledged() {
    return acknowledgements.missing();
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
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (state() == ConnectionState.CONNECTED && !dispatcher.isCurrentThread()) {
        acknowledgements.awaitNone(options.closeTimeout());
      }
      devices.unsubscribeAll();
      previews.close();
      downloads.close();
    }
    session.close();
  }

  /** One line: the execution, and how the connection stands. */
  @Override
  public String toString() {
    return "ExecutionClient[" + executionId() + ", " + session.describe() + "]";
  }

  private boolean trySend(byte[] frame) {
    return session.trySend(frame);
  }

  private URI nextAddress(@Nullable String token) {
    return address.connection(token, options.extensions(), inbox.onAttempt());
  }

  private void onSessionClosed(@Nullable Throwable failure) {
    if (failure instanceof DroverException why) {
      previews.close(why);
    }
    List<String> left = acknowledgements.missing();
    if (!left.isEmpty()) {
      errors.report(
          "closed with %d guaranteed messages unacknowledged: %s".formatted(left.size(), left),
          failure);
    }
  }

  private void requireOpen(String what) {
    if (state() == ConnectionState.CLOSED || closed.get()) {
      throw new ConnectionException(
          Reason.CLOSED, what + " is not possible: " + session.describe() + "; connect anew", null);
    }
  }

  private static String checked(String deviceId) {
    if (deviceId.isBlank()) {
      throw new IllegalArgumentException("a device's id must not be blank");
    }
    return deviceId;
  }

  private static ExecutionEvent overflow(Gap gap) {
    return new ExecutionEvent.Gap(gap.from(), gap.to(), gap.cause(), gap.dropped(), false);
  }
}
