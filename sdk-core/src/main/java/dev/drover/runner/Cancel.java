package dev.drover.runner;

import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
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

  /** Whether it still waits for a connection. */
  synchronized boolean isUnsent() {
    return unsent;
  }

  void ask() {
    synchronized (this) {
      PendingRequest<RunnerMessage, ?> waiting = end;
      if (asked || waiting == null || waiting.hasEnded()) {
        return;
      }
      asked = true;
      unsent = true;
    }
    send();
    if (session.state() == ConnectionState.CONNECTED) {
      beginToWait();
    }
  }

  /**
   * Sends it, or lets it wait behind its start, where starts wait for a connection. Twice: a
   * connection may have become ready just before this was put back to wait for one.
   */
  void send() {
    for (int i = 0; i < 2 && takeUnsent(); i++) {
      try {
        session.send(frame, () -> true);
      } catch (ConnectionException e) {
        putBack();
      }
    }
  }

  /** There is a connection again. What was sent on the one before may have been lost with it. */
  void onConnected(FrameSender sender) {
    boolean again;
    synchronized (this) {
      again = timer != null;
    }
    if (takeUnsent() || again) {
      sender.send(frame);
    }
    if (asked()) {
      beginToWait();
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

  /** An agent that is told has so long to end; from here on, as it could not be told before. */
  private synchronized void beginToWait() {
    if (timer != null) {
      timer.cancel(false);
    }
    if (end != null && !end.hasEnded()) {
      timer = Timers.schedule(() -> DaemonThreads.executor().execute(this::unheard), patience);
    }
  }

  private void ended(PendingRequest.End how) {
    synchronized (this) {
      if (timer != null) {
        timer.cancel(false);
      }
      if (how != PendingRequest.End.ABANDONED || (asked && !unsent)) {
        return; // The other side has ended it, or knows.
      }
      unsent = true;
    }
    send();
  }

  private void unheard() {
    PendingRequest<RunnerMessage, ?> waiting;
    synchronized (this) {
      waiting = end;
    }
    if (waiting != null && session.state() == ConnectionState.CONNECTED) {
      waiting.completeExceptionally(
          new RequestTimeoutException(
              "%s was cancelled, but its agent did not report its end within %s; %s; see the agent's log"
                  .formatted(
                      waiting.request().what(), Durations.text(patience), session.describe())));
    }
  }
}
