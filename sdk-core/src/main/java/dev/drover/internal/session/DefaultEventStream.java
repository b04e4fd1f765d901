package dev.drover.internal.session;

import dev.drover.EventStream;
import dev.drover.Gap;
import dev.drover.RequestTimeoutException;
import dev.drover.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A best-effort stream over a {@link Dispatcher}: bounded, drops its oldest when listeners are too
 * slow, and leaves a {@link Gap} where it did.
 *
 * @param <E> the events
 */
public final class DefaultEventStream<E> implements EventStream<E> {

  private static final int KEPT_GAPS = 1000;

  private final String name;
  private final Dispatcher dispatcher;
  private final int capacity;
  private final ErrorSink errors;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Events and gaps on their way; as many turns wait in the dispatcher as entries wait here. */
  private final ArrayDeque<Object> queue = new ArrayDeque<>();

  private final ArrayDeque<Gap> gaps = new ArrayDeque<>();
  private long dropped;
  private @Nullable Instant droppedSince;

  /**
   * A stream.
   *
   * @param name what its events are called in messages
   * @param dispatcher runs the listeners
   * @param capacity most events waiting
   * @param errors hears what listeners throw
   */
  public DefaultEventStream(String name, Dispatcher dispatcher, int capacity, ErrorSink errors) {
    this.name = name;
    this.dispatcher = dispatcher;
    this.capacity = capacity;
    this.errors = errors;
  }

  /**
   * Hands an event to the listeners; never waits.
   *
   * @param event the event
   */
  public void publish(E event) {
    if (!listeners.isEmpty()) {
      enqueue(event);
    }
  }

  /**
   * Marks a loss in the stream.
   *
   * @param gap what is known of it
   */
  public void publishGap(Gap gap) {
    enqueue(gap);
  }

  @Override
  public Subscription onEach(Consumer<? super E> listener) {
    return add(new Listener(entry -> !(entry instanceof Gap), unchecked(listener)));
  }

  @Override
  public <T extends E> Subscription on(Class<T> type, Consumer<? super T> listener) {
    return add(new Listener(type::isInstance, unchecked(listener)));
  }

  @Override
  public Subscription onGap(Consumer<Gap> listener) {
    return add(new Listener(Gap.class::isInstance, unchecked(listener)));
  }

  @Override
  public <T extends E> T expect(
      Class<T> type, Predicate<? super T> condition, Duration timeout, Runnable trigger) {
    if (dispatcher.isCurrentThread()) {
      throw new IllegalStateException(
          "expect() inside a listener would wait for itself; use on(…) there");
    }
    CompletableFuture<T> found = new CompletableFuture<>();
    List<String> seen = new CopyOnWriteArrayList<>();
    try (Subscription all = onEach(event -> remember(seen, event));
        Subscription wanted =
            on(
                type,
                event -> {
                  if (condition.test(event)) {
                    found.complete(event);
                  }
                })) {
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

  @Override
  public List<Gap> gaps() {
    synchronized (queue) {
      return List.copyOf(gaps);
    }
  }

  @Override
  public void assertNoGaps() {
    List<Gap> found = new ArrayList<>(gaps());
    synchronized (queue) {
      if (dropped > 0) {
        found.add(dropGap());
      }
    }
    if (!found.isEmpty()) {
      throw new AssertionError(name + " have " + found.size() + " gaps: " + found);
    }
  }

  private static void remember(Collection<String> seen, Object event) {
    if (seen.size() < 20) {
      seen.add(event.toString());
    }
  }

  private void enqueue(Object entry) {
    synchronized (queue) {
      if (entry instanceof Gap gap) {
        keep(gap);
      }
      if (queue.size() < capacity) {
        queue.add(entry);
        dispatcher.unbounded(this::deliverNext);
        return;
      }
      queue.poll();
      queue.add(entry);
      dropped++;
      if (droppedSince == null) {
        droppedSince = Instant.now();
      }
    }
  }

  private void deliverNext() {
    Object entry;
    Gap gap = null;
    synchronized (queue) {
      entry = queue.poll();
      if (dropped > 0) {
        gap = dropGap();
        keep(gap);
        dropped = 0;
        droppedSince = null;
      }
    }
    if (gap != null) {
      deliver(gap);
    }
    if (entry != null) {
      deliver(entry);
    }
  }

  private Gap dropGap() {
    Instant now = Instant.now();
    return new Gap(
        droppedSince == null ? now : droppedSince, now, "the listeners were too slow", dropped);
  }

  private void keep(Gap gap) {
    if (gaps.size() == KEPT_GAPS) {
      gaps.poll();
    }
    gaps.add(gap);
  }

  private void deliver(Object entry) {
    for (Listener listener : listeners) {
      if (listener.filter.test(entry)) {
        try {
          listener.consumer.accept(entry);
        } catch (Throwable t) {
          errors.report("a listener of " + name + " threw " + t, t);
        }
      }
    }
  }

  private Subscription add(Listener listener) {
    listeners.add(listener);
    return listener;
  }

  /** The listener's filter has checked the type of whatever reaches it. */
  @SuppressWarnings("unchecked")
  private static Consumer<Object> unchecked(Consumer<?> listener) {
    return (Consumer<Object>) listener;
  }

  private final class Listener implements Subscription {
    private final Predicate<Object> filter;
    private final Consumer<Object> consumer;

    Listener(Predicate<Object> filter, Consumer<Object> consumer) {
      this.filter = filter;
      this.consumer = consumer;
    }

    @Override
    public boolean isActive() {
      return listeners.contains(this);
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }
}
