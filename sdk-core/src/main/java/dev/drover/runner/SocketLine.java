package dev.drover.runner;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.Handover;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.session.PendingRequests;
import dev.drover.internal.session.Request;
import dev.drover.internal.session.Session;
import dev.drover.internal.session.SessionProtocol;
import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacketReader;
import dev.drover.internal.socketio.client.PacketFrame;
import dev.drover.internal.socketio.client.SocketIoTransports;
import dev.drover.internal.transport.Transports;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A session over Socket.IO: events in and out, and their acknowledgements. */
final class SocketLine implements SessionProtocol {

  /** Far more than programs send. */
  private static final int MAX_ATTACHMENTS = 1000;

  private final ClientOptions options;
  private final ErrorSink errors;
  private final Dispatcher dispatcher;
  private final LineEvents events;
  private final PendingRequests<SocketPacket.Ack> acks;
  private final AtomicLong ids = new AtomicLong();
  private final Session session;
  private SocketPacketReader reader;

  SocketLine(ClientOptions options, Transports transports, LineEvents events) {
    this.options = options;
    this.events = events;
    this.errors = new ErrorSink(options);
    this.dispatcher = Dispatcher.forListeners(options, errors);
    this.reader = newReader();
    this.session =
        new Session(options, new SocketIoTransports(transports), dispatcher, errors, this);
    this.acks = pending();
  }

  /** A table of what waits for the other side. */
  <A> PendingRequests<A> pending() {
    return new PendingRequests<>(
        completions(),
        options.inlineCompletion(),
        options.limits().maxPendingRequests(),
        session::describe);
  }

  /** Where futures complete. */
  Executor completions() {
    return options.callbackExecutor().<Executor>map(Handover::new).orElse(Callbacks.executor());
  }

  Session session() {
    return session;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  ErrorSink errors() {
    return errors;
  }

  /** The frame of an event that wants no acknowledgement. */
  static byte[] frame(String event, Arguments arguments) {
    return PacketFrame.of(new SocketPacket.Event(SocketPacket.ROOT, null, event, arguments));
  }

  PendingRequest<SocketPacket.Ack, Acknowledgement> emitWithAck(String event, Arguments arguments) {
    long id = ids.getAndIncrement();
    Request request =
        new Request(
            String.valueOf(id),
            "event '" + event + "'",
            options.requestTimeout(),
            "check that the server acknowledges this event",
            false);
    PendingRequest<SocketPacket.Ack, Acknowledgement> waiting =
        acks.open(
            request,
            any -> false,
            ack -> new Acknowledgement(ack.arguments().texts(), ack.arguments().attachments()));
    if (!waiting.hasEnded()) {
      try {
        session.send(
            PacketFrame.of(new SocketPacket.Event(SocketPacket.ROOT, id, event, arguments)),
            () -> !waiting.hasEnded());
      } catch (ConnectionException e) {
        acks.fail(waiting, e);
      }
    }
    return waiting;
  }

  @Override
  public byte @Nullable [] greeting() {
    reader = newReader();
    return events.greeting();
  }

  /** Refusals come before, where the token is sent. */
  @Override
  public Optional<String> refusal(byte[] frame) {
    return Optional.empty();
  }

  @Override
  public boolean watchesLife() {
    return true;
  }

  @Override
  public void onFrame(byte[] frame) {
    try {
      read(EnginePacket.read(frame));
    } catch (MalformedPacketException e) {
      malformed(e);
    }
  }

  @Override
  public boolean onBinary(byte[] bytes) {
    try {
      read(EnginePacket.binary(bytes));
    } catch (MalformedPacketException e) {
      malformed(e);
    }
    return true;
  }

  private void read(EnginePacket message) throws MalformedPacketException {
    SocketPacket packet = reader.read(message).orElse(null);
    if (packet == null || !packet.namespace().equals(SocketPacket.ROOT)) {
      return;
    }
    if (packet instanceof SocketPacket.Event event) {
      events.onEvent(event);
    } else if (packet instanceof SocketPacket.Ack ack
        && !acks.answer(String.valueOf(ack.id()), ack)) {
      acks.countUnclaimed();
    }
  }

  /** No message ends a connection by its content. */
  private void malformed(MalformedPacketException e) {
    reader = newReader();
    errors.report("ignored what is no Socket.IO packet: " + e.getMessage(), e);
  }

  private SocketPacketReader newReader() {
    return new SocketPacketReader(MAX_ATTACHMENTS, options.limits().maxMessageBytes());
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    events.onConnected(sender, again);
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    acks.failAll(all -> true, cause.reason(), String.valueOf(cause.getMessage()), cause);
    events.onDisconnected();
  }

  @Override
  public void onClosed(ConnectionException cause) {
    acks.failAll(all -> true, cause.reason(), String.valueOf(cause.getMessage()), cause);
    acks.close();
    events.onClosed(cause);
  }
}
