package dev.drover.internal.session;

import dev.drover.EventStream;
import dev.drover.Gap;
import dev.drover.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A stream over a {@link Dispatcher}. Best-effort events are bounded: the oldest are dropped when
 * listeners are too slow, which leaves a {@link Gap} where it happened. Guaranteed events are never
 * dropped; they hold back whoever publishes them instead.
 *
 * @param <E> the events
 */
public final class DefaultEventStream<E> implements EventStream<E> {

  /** How much is delivered before the connection's other callbacks get their turn. */
  private static final int TURN = 64;

  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final String name;
  private final Dispatcher dispatcher;
  private final EventQueue<E> queue;
  private final Function<Gap, @Nullable E> asEvent;
  private final ErrorSink errors;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  /**
   * A stream whose events have no form for a gap.
   *
   * @param name what its events are called in messages
   * @param dispatcher runs the listeners
   * @param capacity most events waiting
   * @param errors hears what listeners throw
   */
  public DefaultEventStream(String name, Dispatcher dispatcher, int capacity, ErrorSink errors) {
    this(name, dispatcher, capacity, errors, gap -> null);
  }

  /**
   * A stream.
   *
   * @param name what its events are called in messages
   * @param dispatcher runs the listeners
   * @param capacity most events waiting
   * @param errors hears what listeners throw
   * @param asEvent a gap as one of the events, if they have a form for it
   */
  public DefaultEventStream(
      String name,
      Dispatcher dispatcher,
      int capacity,
      ErrorSink errors,
      Function<Gap, @Nullable E> asEvent) {
    this.name = name;
    this.dispatcher = dispatcher;
    this.queue = new EventQueue<>(capacity);
    this.asEvent = asEvent;
    this.errors = errors;
  }

  /**
   * Hands an event to the listeners; never waits.
   *
   * @param event the event
   */
  public void publish(E event) {
    if (!listeners.isEmpty() && queue.offer(event)) {
      dispatcher.unbounded(this::drain);
    }
  }

  /**
   * Hands an event to the listeners that must not be lost; waits while too many are waiting.
   *
   * @param event the event
   * @param handled runs once all listeners have returned
   */
  public void publishGuaranteed(E event, Runnable handled) {
    if (queue.put(event, handled)) {
      dispatcher.unbounded(this::drain);
    }
    // One turn for each, so that the dispatcher's bound is also one for these.
    dispatcher.guaranteed(this::deliverNext);
  }

  /**
   * Marks a loss in the stream.
   *
   * @param gap what is known of it
   */
  public void publishGap(Gap gap) {
    publishGap(gap, asEvent.apply(gap));
  }

  /**
   * Marks a loss in the stream.
   *
   * @param gap what is known of it
   * @param event the same as one of the events
   */
  public void publishGap(Gap gap, @Nullable E event) {
    if (queue.put(new EventQueue.Mark(gap, event), () -> {})) {
      dispatcher.unbounded(this::drain);
    }
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
    return new Expectation<>(this, name, type, condition).await(timeout, trigger);
  }

  @Override
  public List<Gap> gaps() {
    return queue.gaps();
  }

  @Override
  public void assertNoGaps() {
    List<Gap> found = gaps();
    if (!found.isEmpty()) {
      throw new AssertionError(name + " have " + found.size() + " gaps: " + found);
    }
  }

  private void drain() {
    long end = System.nanoTime() + TURN_NANOS;
    for (int i = 0; i < TURN; i++) {
      if (!deliverNext()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        queue.putBack();
        break;
      }
    }
    dispatcher.unbounded(this::drain);
  }

  private boolean deliverNext() {
    Object entry = queue.take();
    if (entry instanceof EventQueue.Sure sure) {
      deliverSure(sure);
    } else if (entry instanceof Gap gap) {
      deliverGap(gap, asEvent.apply(gap));
    } else if (entry != null) {
      deliver(entry);
    }
    return entry != null;
  }

  private void deliverSure(EventQueue.Sure sure) {
    if (sure.what() instanceof EventQueue.Mark mark) {
      deliverGap(mark.gap(), mark.event());
    } else {
      deliver(sure.what());
    }
    sure.handled().run();
  }

  private void deliverGap(Gap gap, @Nullable Object event) {
    deliver(gap);
    if (event != null) {
      deliver(event);
    }
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
