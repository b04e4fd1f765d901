package dev.drover.hub;

import dev.drover.DroverException;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.session.PendingRequests;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.RequestIdScanner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings a hub's answers and errors to those who wait for them: by id, or by their turn. */
final class AnswerRouting {

  private final HubInbox inbox;
  private final PendingRequests<HubMessage> pending;
  private final Lanes<HubMessage> lanes;
  private final ErrorSink errors;

  AnswerRouting(
      HubInbox inbox,
      PendingRequests<HubMessage> pending,
      Lanes<HubMessage> lanes,
      ErrorSink errors) {
    this.inbox = inbox;
    this.pending = pending;
    this.lanes = lanes;
    this.errors = errors;
  }

  /**
   * Whoever asked should not have to wait for the deadline; a broken piece can be fetched again.
   */
  void onMalformed(byte[] frame, MalformedMessageException e) {
    errors.report("ignored a " + e.getMessage(), null);
    PendingRequest<HubMessage, ?> asked =
        "command_output".equals(e.type()) || "command_started".equals(e.type())
            ? null
            : RequestIdScanner.find(frame).map(pending::find).orElse(null);
    if (asked != null) {
      String words = asked.request().what() + " was answered by a " + e.getMessage();
      pending.fail(asked, new DroverException(words + "; see the server's log", e));
    }
  }

  void onAnswer(String id, HubMessage message) {
    CommandStream stream = inbox.streams().get(id);
    if (stream != null) {
      stream.onMessage(message);
    } else if (!pending.answer(id, message)) {
      pending.countUnclaimed();
    }
  }

  void onAnswerWithoutId(HubMessage message) {
    Lanes.Key lane = inbox.knowsV1() ? null : Answers.lane(message);
    PendingRequest<HubMessage, ?> current = lane == null ? null : lanes.answered(lane, message);
    if (current != null) {
      deliver(current, message);
    } else if (lane == null || !lanes.lateAnswer(lane)) {
      pending.countUnclaimed();
    }
  }

  /** An error without an id: whose it is can be told only if there is one it can belong to. */
  void onError(ErrorMessage error) {
    List<Lanes.Key> candidates = lanes.busy(error.vmId());
    boolean told = error.vmId() != null ? !candidates.isEmpty() : candidates.size() == 1;
    if (told && !inbox.knowsV1()) {
      PendingRequest<HubMessage, ?> current = lanes.current(candidates.get(0));
      if (current == null) {
        lanes.lateAnswer(candidates.get(0));
      } else {
        deliver(current, error);
      }
      return;
    }
    String words = Optional.ofNullable(error.message()).orElse("no reason given");
    inbox
        .serverErrors()
        .publish(
            new ServerError(
                Instant.now(),
                words,
                Optional.ofNullable(error.code()),
                Optional.ofNullable(error.vmId())));
  }

  private void deliver(PendingRequest<HubMessage, ?> request, HubMessage message) {
    CommandStream stream = inbox.streams().get(request.request().id());
    if (stream != null) {
      stream.onMessage(message);
    } else {
      pending.answer(request, message);
    }
  }
}
