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

/**
 * A job's cancellation: remembered, and sent as soon as it can be. Nothing is sent within the
 * monitor: a session that becomes connected holds its own lock when it comes here.
 */
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

  void ask() {
    synchronized (this) {
      PendingRequest<RunnerMessage, ?> waiting = end;
      if (asked || waiting == null || waiting.hasEnded()) {
        return;
      }
      asked = true;
      unsent = true;
      timer = Timers.schedule(() -> DaemonThreads.executor().execute(this::unheard), patience);
    }
    // Twice: a connection may have become ready just before this was put back to wait for one.
    for (int i = 0; i < 2 && takeUnsent(); i++) {
      if (session.trySend(frame)) {
        return;
      }
      putBack();
    }
  }

  void onConnected(FrameSender sender) {
    if (takeUnsent()) {
      sender.send(frame);
    }
  }

  /** Whoever takes it sends it: once, though two may want to. */
  private synchronized boolean takeUnsent() {
    boolean taken = unsent;
    unsent = false;
    return taken;
  }

  private synchronized void putBack() {
    unsent = true;
  }

  private void ended(PendingRequest.End how) {
    boolean nobodyAsked;
    synchronized (this) {
      if (timer != null) {
        timer.cancel(false);
      }
      nobodyAsked = !asked;
    }
    if (how == PendingRequest.End.ABANDONED && nobodyAsked) {
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
