package dev.drover.runner;

import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.session.Session;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** A job's cancellation: remembered, and sent as soon as it can be. */
final class Cancel {

  private final byte[] frame;
  private final Session session;
  private final Duration patience;
  private @Nullable PendingRequest<RunnerMessage, ?> end;
  private @Nullable ScheduledFuture<?> timer;
  private boolean asked;
  private boolean unsent;

  Cancel(byte[] frame, Session session, Duration patience) {
    this.frame = frame;
    this.session = session;
    this.patience = patience;
  }

  /** Belongs to that end: nobody's waiting any more is a cancellation, too. */
  void follow(PendingRequest<RunnerMessage, ?> waiting) {
    synchronized (this) {
      end = waiting;
    }
    waiting.onEnd(this::ended);
  }

  /** Whether the user asked for it. */
  synchronized boolean asked() {
    return asked;
  }

  synchronized void ask() {
    PendingRequest<RunnerMessage, ?> waiting = end;
    if (asked || waiting == null || waiting.hasEnded()) {
      return;
    }
    asked = true;
    unsent = !session.trySend(frame);
    timer = Timers.schedule(() -> DaemonThreads.executor().execute(this::unheard), patience);
  }

  synchronized void onConnected(FrameSender sender) {
    if (unsent) {
      unsent = false;
      sender.send(frame);
    }
  }

  private synchronized void ended(PendingRequest.End how) {
    if (timer != null) {
      timer.cancel(false);
    }
    if (how == PendingRequest.End.ABANDONED && !asked) {
      session.trySend(frame);
    }
  }

  private void unheard() {
    PendingRequest<RunnerMessage, ?> waiting;
    synchronized (this) {
      waiting = end;
    }
    if (waiting != null) {
      waiting.completeExceptionally(
          new RequestTimeoutException(
              "%s was cancelled, but its agent did not report its end within %s; %s; see the agent's log"
                  .formatted(
                      waiting.request().what(), Durations.text(patience), session.describe())));
    }
  }
}
