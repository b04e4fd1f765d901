package dev.drover.internal.session;

import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its answer. However it ends (answer, deadline, cancel, send failure,
 * loss, close), it leaves the table by ending: the future itself takes itself out.
 *
 * @param <A> what answers look like on the wire
 * @param <T> what the caller gets
 */
public final class PendingRequest<A, T> extends CompletableFuture<T> {

  /** How a request ended, for those who correlate by order. */
  public enum End {
    /** An answer, or an error that is one. */
    ANSWERED,
    /** Deadline or cancel: the answer may still come. */
    ABANDONED,
    /** The connection it was sent on is gone. */
    DISCONNECTED
  }

  /** What listeners get at least, if the answer came only just in time. */
  private static final Duration LISTENERS_GRACE = Duration.ofSeconds(1);

  private final PendingRequests<A> table;
  private final Request request;
  private final Predicate<? super A> mine;
  private final Function<? super A, ? extends T> convert;
  private final long startNanos = System.nanoTime();
  private final long deadlineNanos;
  private @Nullable Consumer<End> onEnd;
  private @Nullable End ended;
  private volatile boolean held;

  PendingRequest(
      PendingRequests<A> table,
      Request request,
      Predicate<? super A> mine,
      Function<? super A, ? extends T> convert) {
    this.table = table;
    this.request = request;
    this.mine = mine;
    this.convert = convert;
    this.deadlineNanos = startNanos + Durations.nanos(request.timeout());
  }

  /** What was asked. */
  public Request request() {
    return request;
  }

  /**
   * Hears once when the request leaves the table; at once if it has.
   *
   * @param listener runs on whatever thread ends it; must be quick
   */
  public void onEnd(Consumer<End> listener) {
    End end;
    synchronized (this) {
      end = ended;
      if (end == null) {
        onEnd = onEnd == null ? listener : onEnd.andThen(listener);
      }
    }
    if (end != null) {
      listener.accept(end);
    }
  }

  /** Whether it waits here for requests before it, unsent; for messages. */
  void held(boolean here) {
    held = here;
  }

  /** How it stands when its deadline comes. */
  String unanswered() {
    return held
        ? "was not sent within %s, as the server takes one at a time and requests before it had no answer"
        : "got no answer within %s";
  }

  /** Whether it has left the table; it may be about to complete still. */
  public synchronized boolean hasEnded() {
    return ended != null;
  }

  /** Ends a request that never got into the table. */
  void reject(Throwable failure) {
    tell(End.DISCONNECTED);
    super.completeExceptionally(failure);
  }

  /**
   * Whether an answer without an id can be meant for this request.
   *
   * @param answer the message
   */
  public boolean accepts(A answer) {
    return mine.test(answer);
  }

  /** How long it has been waiting. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Takes the request out of the table; only the one who succeeds may end it. */
  boolean claim(End end) {
    if (!table.remove(this)) {
      return false;
    }
    tell(end);
    return true;
  }

  private void tell(End end) {
    Consumer<End> listener;
    synchronized (this) {
      ended = end;
      listener = onEnd;
    }
    if (listener != null) {
      listener.accept(end);
    }
  }

  /** Ends a claimed request with an answer, converted on the thread that completes it. */
  void finish(A answer) {
    try {
      super.complete(convert.apply(answer));
    } catch (Throwable t) {
      super.completeExceptionally(t);
    }
  }

  /**
   * Ends a claimed request later, when its listeners have heard everything. The deadline holds for
   * them, too: one of them may be waiting for this very request.
   */
  Runnable finishLater(A answer) {
    Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    ScheduledFuture<?> deadline =
        Timers.schedule(
            () -> DaemonThreads.executor().execute(this::listenersAreStuck),
            left.compareTo(LISTENERS_GRACE) > 0 ? left : LISTENERS_GRACE);
    return () -> {
      deadline.cancel(false);
      finish(answer);
    };
  }

  private void listenersAreStuck() {
    finishExceptionally(
        new RequestTimeoutException(
            "%s (request %s) has ended, but after %s (limit %s) its listeners have not heard all of it; a listener of this connection is stuck, or waits for a future: use thenAccept there"
                .formatted(
                    request.what(),
                    request.id(),
                    Durations.text(elapsed()),
                    Durations.text(request.timeout()))));
  }

  /** Ends a claimed request with a failure. */
  void finishExceptionally(Throwable failure) {
    super.completeExceptionally(failure);
  }

  @Override
  public boolean complete(T value) {
    claim(End.ABANDONED);
    return super.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    claim(End.ABANDONED);
    return super.completeExceptionally(failure);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    claim(End.ABANDONED);
    return super.cancel(mayInterruptIfRunning);
  }

  /** Dependents are plain futures: cancelling one of them does not withdraw the request. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  @Override
  public String toString() {
    return "PendingRequest[" + request.what() + ", id " + request.id() + "]";
  }
}
