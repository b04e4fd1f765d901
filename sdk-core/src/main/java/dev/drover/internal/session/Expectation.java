package dev.drover.internal.session;

import dev.drover.EventStream;
import dev.drover.RequestTimeoutException;
import dev.drover.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Somebody waits for an event of a stream.
 *
 * @param <E> the stream's events
 * @param <T> the kind that is waited for
 */
final class Expectation<E, T extends E> {

  /** How many other events a message lists at most. */
  private static final int LISTED = 20;

  private final EventStream<E> stream;
  private final String name;
  private final Class<T> type;
  private final Predicate<? super T> condition;
  private final CompletableFuture<T> found = new CompletableFuture<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  Expectation(EventStream<E> stream, String name, Class<T> type, Predicate<? super T> condition) {
    this.stream = stream;
    this.name = name;
    this.type = type;
    this.condition = condition;
  }

  T await(Duration timeout, Runnable trigger) {
    try (Subscription all = stream.onEach(this::remember);
        Subscription wanted = stream.on(type, this::look)) {
      trigger.run();
      return found.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RequestTimeoutException(
          "expected %s in %s within %d ms of the trigger, but %s"
              .formatted(
                  type.getSimpleName(),
                  name,
                  timeout.toMillis(),
                  seen.isEmpty() ? "nothing came" : "only these came: " + seen));
    } catch (InterruptedException | ExecutionException e) {
      throw Interrupted.during("waiting for " + type.getSimpleName(), e);
    }
  }

  private void look(T event) {
    if (condition.test(event)) {
      found.complete(event);
    }
  }

  private void remember(E event) {
    if (seen.size() < LISTED) {
      seen.add(event.toString());
    }
  }
}
