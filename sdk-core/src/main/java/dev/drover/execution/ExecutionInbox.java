package dev.drover.execution;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionError;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.StepEvent;
import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.SessionProtocol;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.DeviceStatus;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import dev.drover.internal.wire.ExecutionMessage.StepCompleted;
import dev.drover.internal.wire.ExecutionMessage.StepFailed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a server says of an execution, and whom it concerns. */
final class ExecutionInbox implements SessionProtocol {

  /** Of {@code drover.v1}: the server keeps no longer all that was asked for. */
  private static final String RESUME_INCOMPLETE = "RESUME_INCOMPLETE";

  private final ErrorSink errors;
  private final EventReader reader;
  private final ExecutionState state;
  private final DefaultEventStream<ExecutionEvent> events;
  private final Acknowledgements acknowledgements;
  private final Devices devices;
  private final PreviewBoard previews;
  private final Refusals refusals = new Refusals();
  private final Outage outage;
  private final MessageReader messages;
  private volatile boolean connected;
  private final ExecutionEnd end = new ExecutionEnd(this::announce);

  ExecutionInbox(
      String executionId,
      ErrorSink errors,
      DefaultEventStream<ExecutionEvent> events,
      Acknowledgements acknowledgements,
      Devices devices,
      PreviewBoard previews) {
    this.errors = errors;
    this.reader = new EventReader(executionId);
    this.state = new ExecutionState(executionId);
    this.events = events;
    this.acknowledgements = acknowledgements;
    this.devices = devices;
    this.previews = previews;
    this.outage = new Outage(events);
    this.messages = new MessageReader(previews, this::handle, errors);
  }

  ExecutionSnapshot snapshot() {
    return state.snapshot();
  }

  ExecutionEnd end() {
    return end;
  }

  /**
   * An attempt to connect begins.
   *
   * @return the newest guaranteed message that has arrived, empty if none has; null if there has
   *     been no connection yet, and so there is nothing to resume
   */
  @Nullable String onAttempt() {
    refusals.reset();
    if (!connected) {
      return null;
    }
    outage.goesOn();
    String newest = acknowledgements.newest();
    return newest == null ? "" : newest;
  }

  @Override
  public byte @Nullable [] greeting() {
    return null;
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    return refusals.refusal(frame);
  }

  @Override
  public Optional<Verdict> verdict(CloseInfo info) {
    return end.hasCome()
        ? Optional.of(new Verdict(Reason.CLOSED, "the execution has ended"))
        : refusals.verdict(info);
  }

  @Override
  public void onFrame(byte[] frame) {
    outage.isOver(acknowledgements.isUsed());
    messages.read(frame);
  }

  private void handle(ExecutionMessage message) {
    if (message instanceof LogEntry log) {
      events.publish(reader.read(log));
    } else if (message instanceof ExecutionMessage.ExecutionProgress progress) {
      onProgress(reader.read(progress));
    } else if (message instanceof DeviceStatus status) {
      ExecutionEvent.DeviceStatus event = reader.read(status);
      state.device(event);
      events.publish(event);
    } else if (message instanceof StepCompleted step) {
      onStep(step.messageId(), reader.read(step));
    } else if (message instanceof StepFailed step) {
      onStep(step.messageId(), reader.read(step));
    } else if (message instanceof ErrorMessage error) {
      onError(error);
    } else if (message instanceof ExecutionMessage.ExecutionCompleted completed) {
      end.is(reader.read(completed));
    } else if (message instanceof ExecutionMessage.Unknown unknown) {
      events.publish(new ExecutionEvent.Unknown(unknown.type(), unknown.json()));
    } else {
      errors.report("ignored a '" + message.type() + "', which only clients send", null);
    }
  }

  private void onProgress(ExecutionProgress progress) {
    state.progress(progress);
    events.publish(progress);
    end.perhaps(progress);
  }

  private void onStep(@Nullable String messageId, StepEvent step) {
    if (isNew(messageId)) {
      state.step(step);
      publishGuaranteed(messageId, step);
    }
  }

  private void onError(ErrorMessage message) {
    refusals.hear(message);
    if (!isNew(message.messageId())) {
      return;
    }
    ExecutionError error = reader.read(message);
    if (error.rawCode().equals(RESUME_INCOMPLETE)) {
      outage.wasTooLong(error.message());
    }
    previews.onError(message);
    if (error.code() == ExecutionErrorCode.OTHER) {
      // Unlike a lost device, whatever this means may be something the server goes on after.
      error.deviceId().ifPresent(devices::unsubscribe);
    } else if (error.code().endsDevice()) {
      error.deviceId().ifPresent(devices::end);
    }
    if (error.code() == ExecutionErrorCode.RATE_LIMITED) {
      error.deviceId().ifPresent(device -> outage.leftOut(device, error.message()));
    }
    publishGuaranteed(message.messageId(), error);
  }

  private boolean isNew(@Nullable String messageId) {
    return messageId == null || acknowledgements.isNew(messageId);
  }

  private void publishGuaranteed(@Nullable String messageId, ExecutionEvent event) {
    events.publishGuaranteed(
        event,
        () -> {
          if (messageId != null) {
            acknowledgements.handled(messageId);
          }
        });
  }

  private void announce(ExecutionCompleted event) {
    state.completed(event);
    events.publishGuaranteed(event, () -> end.heard().complete(event));
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    connected = true;
    outage.isOver(acknowledgements.isUsed());
    devices.onConnected(sender);
    previews.onConnected(sender);
    acknowledgements.onConnected(sender);
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    outage.begins();
  }

  @Override
  public void onClosed(ConnectionException cause) {
    devices.endAll();
    previews.endAll(cause);
    end.onClosed(cause);
  }
}
