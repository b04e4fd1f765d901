package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.Gap;
import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.session.PendingRequests;
import dev.drover.internal.session.SessionProtocol;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.Registered;
import dev.drover.internal.wire.HubMessage.VmState;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a hub says, and whom it concerns. */
final class HubInbox implements SessionProtocol {

  private final ClientOptions options;
  private final ErrorSink errors;
  private final PendingRequests<HubMessage> pending;
  private final Lanes<HubMessage> lanes;
  private final Map<String, CommandStream> streams = new ConcurrentHashMap<>();
  private final Resumption resumption = new Resumption(streams.values(), this::knowsV1);
  private final DefaultEventStream<VmStateChanged> vmStates;
  private final DefaultEventStream<ServerError> serverErrors;
  private final AnswerRouting answers;
  private volatile Set<String> extensions = Set.of();
  private volatile @Nullable Instant lostAt;

  HubInbox(
      ClientOptions options,
      Dispatcher dispatcher,
      ErrorSink errors,
      PendingRequests<HubMessage> pending,
      Lanes<HubMessage> lanes) {
    this.options = options;
    this.errors = errors;
    this.pending = pending;
    this.lanes = lanes;
    int events = options.limits().maxQueuedEvents();
    this.vmStates = new DefaultEventStream<>("VM states", dispatcher, events, errors);
    this.serverErrors = new DefaultEventStream<>("server errors", dispatcher, events, errors);
    this.answers = new AnswerRouting(this, pending, lanes, errors);
  }

  DefaultEventStream<VmStateChanged> vmStates() {
    return vmStates;
  }

  DefaultEventStream<ServerError> serverErrors() {
    return serverErrors;
  }

  Set<String> extensions() {
    return extensions;
  }

  boolean knowsV1() {
    return extensions.contains(HubMessage.DROVER_V1);
  }

  /** The commands that are followed, by the id of their request. */
  Map<String, CommandStream> streams() {
    return streams;
  }

  @Override
  public byte[] greeting() {
    List<String> offered = options.extensions() ? List.of(HubMessage.DROVER_V1) : null;
    return WireCodec.HUB.encode(new HubMessage.Register("client", null, null, offered));
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    try {
      return WireCodec.HUB.decode(frame) instanceof ErrorMessage error
          ? Optional.of(Optional.ofNullable(error.message()).orElse("no reason given"))
          : Optional.empty();
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  @Override
  public void onFrame(byte[] frame) {
    HubMessage message;
    try {
      message = WireCodec.HUB.decode(frame);
    } catch (MalformedMessageException e) {
      answers.onMalformed(frame, e);
      return;
    }
    if (message instanceof Registered registered) {
      onRegistered(registered);
    } else if (message instanceof VmState state) {
      onVmState(state);
    } else if (message instanceof HubMessage.Unknown) {
      errors.report("ignored a message of the unknown type '" + message.type() + "'", null);
    } else if (message.requestId() != null) {
      answers.onAnswer(message.requestId(), message);
    } else if (message instanceof ErrorMessage error) {
      answers.onError(error);
    } else {
      answers.onAnswerWithoutId(message);
    }
  }

  private void onRegistered(Registered registered) {
    extensions = registered.extensions() == null ? Set.of() : Set.copyOf(registered.extensions());
    if (knowsV1()) {
      lanes.openAll();
      resumption.onOffer();
    }
  }

  private void onVmState(VmState message) {
    if (message.vmId() != null) {
      Map<String, Object> state = message.state() == null ? Map.of() : message.state();
      vmStates.publish(new VmStateChanged(Instant.now(), message.vmId(), state));
    }
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    Instant since = lostAt;
    if (again && since != null) {
      vmStates.publishGap(new Gap(since, Instant.now(), "the connection was lost", 0));
    }
    resumption.onConnected(sender);
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    resumption.onDisconnected();
    lostAt = Instant.now();
    extensions = Set.of();
    lanes.reset();
    pending.failAll(
        request -> {
          CommandStream stream = streams.get(request.request().id());
          return stream == null || !stream.isCut();
        },
        ConnectionException.Reason.LOST,
        String.valueOf(cause.getMessage()),
        cause);
  }

  @Override
  public void onClosed(ConnectionException cause) {
    lanes.reset();
    pending.close();
  }
}
