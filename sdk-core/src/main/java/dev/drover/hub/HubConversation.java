package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.DroverException;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.Handover;
import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.session.PendingRequests;
import dev.drover.internal.session.Request;
import dev.drover.internal.session.Session;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.WireCodec;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a client asks of a hub. Every request carries an id; a hub that knows ids echoes it, and
 * with one that does not, requests take turns in {@link Lanes}. What the hub says comes in through
 * {@link HubInbox}.
 */
final class HubConversation {

  /** A callback may hold back the reader for so long before its events overrun the bound. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final ClientOptions options;
  private final ErrorSink errors;
  private final Dispatcher dispatcher;
  private final Session session;
  private final PendingRequests<HubMessage> pending;
  private final Lanes<HubMessage> lanes;
  private final RequestIds ids = new RequestIds();
  private final HubInbox inbox;

  HubConversation(ClientOptions options, Transports transports) {
    this.options = options;
    this.errors = new ErrorSink(options);
    Executor executor =
        options.callbackExecutor().<Executor>map(Handover::new).orElse(Callbacks.executor());
    int events = options.limits().maxQueuedEvents();
    this.dispatcher = new Dispatcher(executor, events, PATIENCE_MILLIS, errors);
    this.lanes = new Lanes<>(options.requestTimeout());
    this.pending =
        new PendingRequests<>(
            executor,
            options.inlineCompletion(),
            options.limits().maxPendingRequests(),
            this::describe);
    this.inbox = new HubInbox(options, dispatcher, errors, pending, lanes);
    this.session = new Session(options, transports, dispatcher, errors, inbox);
  }

  private String describe() {
    return session.describe();
  }

  ClientOptions options() {
    return options;
  }

  Session session() {
    return session;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  DefaultEventStream<VmStateChanged> vmStates() {
    return inbox.vmStates();
  }

  DefaultEventStream<ServerError> serverErrors() {
    return inbox.serverErrors();
  }

  Set<String> extensions() {
    return inbox.extensions();
  }

  boolean knowsV1() {
    return inbox.knowsV1();
  }

  PendingRequests<HubMessage> pending() {
    return pending;
  }

  String nextId() {
    return ids.next();
  }

  /** Asks, without waiting. */
  <T> PendingRequest<HubMessage, T> ask(Ask<T> ask) {
    return ask(ask, false);
  }

  /** Asks and waits. */
  <T> T askAndWait(Ask<T> ask) {
    return await(ask(ask, true), ask.what());
  }

  /** Asks what only a hub with the extension understands, without waiting. */
  <T> CompletableFuture<T> askV1(Ask<T> ask) {
    try {
      requireV1WhileConnected(ask.what());
    } catch (DroverException e) {
      return CompletableFuture.failedFuture(e);
    }
    return ask(ask);
  }

  /** Asks what only a hub with the extension understands, and waits. */
  <T> T askV1AndWait(Ask<T> ask) {
    requireV1WhileConnected(ask.what());
    return askAndWait(ask);
  }

  /** Without a connection nobody can say what the hub knows; asking then fails as it should. */
  private void requireV1WhileConnected(String operation) {
    if (session.state() == ConnectionState.CONNECTED) {
      requireV1(operation);
    }
  }

  <T> PendingRequest<HubMessage, T> ask(Ask<T> ask, boolean inline) {
    String id = ids.next();
    PendingRequest<HubMessage, T> request = open(ask, id, inline, ask.convert());
    submit(ask, request);
    return request;
  }

  /** Puts a request into the table, not yet sent. */
  <T> PendingRequest<HubMessage, T> open(
      Ask<?> ask, String id, boolean inline, Function<HubMessage, T> convert) {
    return pending.open(
        new Request(id, ask.what(), ask.timeout(), ask.hint(), inline), ask.mine(), convert);
  }

  /** Sends a request that stands in the table, in its turn. */
  void submit(Ask<?> ask, PendingRequest<HubMessage, ?> request) {
    byte[] frame;
    try {
      frame = WireCodec.HUB.encode(ask.message().apply(request.request().id()));
    } catch (RuntimeException e) {
      pending.fail(
          request, new DroverException(ask.what() + " was not sent: " + e.getMessage(), e));
      return;
    }
    Runnable send =
        () -> {
          if (request.hasEnded()) {
            return;
          }
          try {
            session.send(frame, () -> !request.hasEnded());
          } catch (ConnectionException e) {
            pending.fail(request, unsent(ask.what(), e));
          }
        };
    if (knowsV1()) {
      send.run();
    } else {
      lanes.submit(ask.lane(), request, send);
    }
  }

  /** Waits for a request; in a callback without holding back the reader that brings the answer. */
  <T> T await(PendingRequest<HubMessage, T> request, String what) {
    if (!dispatcher.isCurrentThread()) {
      return Interrupted.await(request, what);
    }
    dispatcher.lift();
    try {
      return Interrupted.await(request, what);
    } finally {
      dispatcher.restore();
    }
  }

  /** As {@link #await}, for a future that is made of requests. */
  <T> T awaitPlain(CompletableFuture<T> future, String what) {
    if (dispatcher.isCurrentThread()) {
      throw new IllegalStateException(
          what + " inside a callback would hold up all others; use the …Async twin");
    }
    return Interrupted.await(future, what);
  }

  ErrorSink errors() {
    return errors;
  }

  /** Sends what needs no answer, if it can be sent now. */
  void tell(HubMessage message) {
    try {
      session.send(WireCodec.HUB.encode(message), () -> false);
    } catch (ConnectionException e) {
      errors.report("'" + message.type() + "' was not sent: " + e.getMessage(), null);
    }
  }

  /** How many commands are followed now. */
  int streams() {
    return inbox.streams().size();
  }

  void register(String requestId, CommandStream stream) {
    inbox.streams().put(requestId, stream);
  }

  void forget(String requestId) {
    inbox.streams().remove(requestId);
  }

  private static ConnectionException unsent(String what, ConnectionException e) {
    return new ConnectionException(
        e.reason(), what + " was not sent: " + e.getMessage(), e.getCause());
  }

  /** Checks that the hub offers what an operation needs. */
  void requireV1(String operation) {
    if (!knowsV1()) {
      throw new DroverException(
          "%s needs a hub that offers drover.v1, which this one does not (or not yet again); %s"
              .formatted(operation, session.describe()),
          null);
    }
  }
}
