package dev.drover.hub;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.Gap;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a hub says, and whom it concerns. */
final class HubInbox implements SessionProtocol {

  /** A hub may answer the ping before the registration; the connection counts as up by then. */
  private static final Duration LATE_OFFER = Duration.ofSeconds(2);

  private final ClientOptions options;
  private final ErrorSink errors;
  private final PendingRequests<HubMessage> pending;
  private final Lanes<HubMessage> lanes;
  private final Map<String, CommandStream> streams = new ConcurrentHashMap<>();
  private final DefaultEventStream<VmStateChanged> vmStates;
  private final DefaultEventStream<ServerError> serverErrors;
  private final AnswerRouting answers;
  private volatile Set<String> extensions = Set.of();
  private volatile @Nullable Instant lostAt;

  /** Sends on the connection that is up. */
  private volatile @Nullable FrameSender sender;

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
    return WireCodec.HUB.encode(new HubMessage.Register("client", null, offered));
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
    Stream<String> known = Stream.ofNullable(registered.extensions()).flatMap(List::stream);
    extensions = known.filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    if (knowsV1()) {
      lanes.openAll();
      FrameSender current = sender;
      if (current != null) {
        reattach(current);
      }
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
    this.sender = sender;
    if (knowsV1()) {
      reattach(sender);
    } else if (streams.values().stream().anyMatch(CommandStream::isCut)) {
      Timers.schedule(() -> DaemonThreads.executor().execute(() -> abandon(sender)), LATE_OFFER);
    }
  }

  private void reattach(FrameSender sender) {
    for (CommandStream stream : streams.values()) {
      stream.reattach(message -> sender.send(WireCodec.HUB.encode(message)));
    }
  }

  private void abandon(FrameSender settled) {
    if (sender == settled && !knowsV1()) {
      for (CommandStream stream : streams.values()) {
        stream.abandon("the hub that answers now does not offer drover.v1");
      }
    }
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    if (knowsV1()) {
      streams.values().forEach(CommandStream::cut);
    }
    sender = null;
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
