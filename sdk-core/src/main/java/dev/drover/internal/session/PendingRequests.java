package dev.drover.internal.session;

import dev.drover.ConnectionException;
import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one session that wait for an answer. Each ends exactly once, at the latest by its
 * deadline, and the table is empty when all have ended.
 *
 * @param <A> what answers look like on the wire
 */
public final class PendingRequests<A> implements DeadlineSweeper.Table {

  private final ConcurrentHashMap<String, PendingRequest<A, ?>> table = new ConcurrentHashMap<>();
  private final LongAdder unclaimed = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Executor executor;
  private final boolean inline;
  private final int capacity;
  private final Supplier<String> connection;

  /**
   * An empty table.
   *
   * @param executor completes futures
   * @param inline whether to complete all on the thread that brings the answer instead
   * @param capacity most requests waiting
   * @param connection says for messages how the connection stands
   */
  public PendingRequests(
      Executor executor, boolean inline, int capacity, Supplier<String> connection) {
    this.executor = executor;
    this.inline = inline;
    this.capacity = capacity;
    this.connection = connection;
    DeadlineSweeper.shared().add(this);
  }

  /**
   * Adds a request, before it is sent.
   *
   * @param request what is asked
   * @param mine whether an answer without an id can be meant for it
   * @param convert makes the result of the answer; what it throws is how the request fails
   * @param <T> the result
   * @return the future, ended already if the table is full or closed
   */
  public <T> PendingRequest<A, T> open(
      Request request, Predicate<? super A> mine, Function<? super A, ? extends T> convert) {
    PendingRequest<A, T> pending = new PendingRequest<>(this, request, mine, convert);
    if (table.size() >= capacity) {
      pending.reject(
          new ConnectionException(
              ConnectionException.Reason.OVERFLOW,
              "%s was not sent: %d requests wait for answers already (limit %d); %s; wait for some, or raise Limits.maxPendingRequests"
                  .formatted(request.what(), table.size(), capacity, connection.get()),
              null));
      return pending;
    }
    table.put(request.id(), pending);
    DeadlineSweeper.shared().expect(pending.deadlineNanos());
    if (closed.get()) {
      fail(pending, closedException(pending), PendingRequest.End.DISCONNECTED);
    }
    return pending;
  }

  /**
   * Brings an answer.
   *
   * @param id the request's id
   * @param answer the message
   * @return whether a request waited for it
   */
  public boolean answer(String id, A answer) {
    PendingRequest<A, ?> pending = table.get(id);
    return pending != null && answer(pending, answer);
  }

  /**
   * Brings an answer to a certain request.
   *
   * @param pending the request
   * @param answer the message
   * @return whether it still waited for it
   */
  public boolean answer(PendingRequest<A, ?> pending, A answer) {
    if (!pending.claim(PendingRequest.End.ANSWERED)) {
      return false;
    }
    run(pending, inline, () -> pending.finish(answer));
    return true;
  }

  /**
   * Takes a request out of the table without ending it yet: its end waits for something else, as a
   * command's result waits for the listeners of its output.
   *
   * @param pending the request
   * @return what brings the answer later, or null if it has ended already
   */
  public @Nullable Runnable claim(PendingRequest<A, ?> pending, A answer) {
    return pending.claim(PendingRequest.End.ANSWERED) ? pending.finishLater(answer) : null;
  }

  /** The request that waits for an answer with this id, if one does. */
  public @Nullable PendingRequest<A, ?> find(String id) {
    return table.get(id);
  }

  /**
   * Ends a request that could not be sent.
   *
   * @param pending the request
   * @param failure why
   */
  public void fail(PendingRequest<A, ?> pending, Throwable failure) {
    fail(pending, failure, PendingRequest.End.DISCONNECTED);
  }

  /**
   * Ends the requests that a lost connection takes with it.
   *
   * @param doomed which requests end
   * @param reason why
   * @param why in words
   * @param cause the exception below it
   */
  public void failAll(
      Predicate<PendingRequest<A, ?>> doomed,
      ConnectionException.Reason reason,
      String why,
      @Nullable Throwable cause) {
    for (PendingRequest<A, ?> pending : List.copyOf(table.values())) {
      if (doomed.test(pending)) {
        String message =
            "%s (request %s) ended without an answer after %s (limit %s): %s; whether it was carried out is not known"
                .formatted(
                    pending.request().what(),
                    pending.request().id(),
                    Durations.text(pending.elapsed()),
                    Durations.text(pending.request().timeout()),
                    why);
        fail(
            pending,
            new ConnectionException(reason, message, cause),
            PendingRequest.End.DISCONNECTED);
      }
    }
  }

  /** Ends all requests and refuses new ones. */
  public void close() {
    closed.set(true);
    DeadlineSweeper.shared().remove(this);
    for (PendingRequest<A, ?> pending : List.copyOf(table.values())) {
      fail(pending, closedException(pending), PendingRequest.End.DISCONNECTED);
    }
  }

  /** The requests waiting now. */
  public List<PendingRequest<A, ?>> waiting() {
    return new ArrayList<>(table.values());
  }

  /** How many wait. */
  public int size() {
    return table.size();
  }

  /** Counts an answer that nobody waited for: late, duplicate, or another client's. */
  public void countUnclaimed() {
    unclaimed.increment();
  }

  /** How many answers nobody waited for. */
  public long unclaimed() {
    return unclaimed.sum();
  }

  @Override
  public long expire(long nowNanos) {
    long next = Long.MAX_VALUE;
    for (PendingRequest<A, ?> pending : table.values()) {
      long left = pending.deadlineNanos() - nowNanos;
      if (left <= 0) {
        fail(pending, timeout(pending), PendingRequest.End.ABANDONED);
      } else {
        next = Math.min(next, left);
      }
    }
    return next;
  }

  boolean remove(PendingRequest<A, ?> pending) {
    return table.remove(pending.request().id(), pending);
  }

  private void fail(PendingRequest<A, ?> pending, Throwable failure, PendingRequest.End end) {
    if (pending.claim(end)) {
      // Never inline for other people's sake: a deadline comes from a thread that all share.
      boolean here = inline && end != PendingRequest.End.ABANDONED;
      run(pending, here, () -> pending.finishExceptionally(failure));
    }
  }

  private void run(PendingRequest<A, ?> pending, boolean here, Runnable completion) {
    if (here || pending.request().inline()) {
      completion.run();
      return;
    }
    try {
      executor.execute(completion);
    } catch (RejectedExecutionException e) {
      DaemonThreads.executor().execute(completion);
    }
  }

  private DroverException timeout(PendingRequest<A, ?> pending) {
    Request request = pending.request();
    return new RequestTimeoutException(
        ("%s (request %s) " + pending.unanswered() + "; %s; %s")
            .formatted(
                request.what(),
                request.id(),
                Durations.text(request.timeout()),
                connection.get(),
                request.hint()));
  }

  private ConnectionException closedException(PendingRequest<A, ?> pending) {
    return new ConnectionException(
        ConnectionException.Reason.CLOSED,
        "%s (request %s) ended without an answer after %s (limit %s): %s"
            .formatted(
                pending.request().what(),
                pending.request().id(),
                Durations.text(pending.elapsed()),
                Durations.text(pending.request().timeout()),
                connection.get()),
        null);
  }
}
