package dev.drover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Events of one connection, in the order in which they arrived.
 *
 * <p>Listeners run one after the other on a callback thread, never on the thread that reads the
 * socket. What a listener throws goes to the error hook of {@link ClientOptions} and harms no other
 * listener. Events before a listener was added are not replayed.
 *
 * @param <E> what the events have in common
 */
public interface EventStream<E> {

  /**
   * Hears every event.
   *
   * @param listener called for each event
   * @return the registration
   */
  Subscription onEach(Consumer<? super E> listener);

  /**
   * Hears the events of one type.
   *
   * @param type the type, or a supertype of several
   * @param listener called for each such event
   * @param <T> the type
   * @return the registration
   */
  <T extends E> Subscription on(Class<T> type, Consumer<? super T> listener);

  /**
   * Hears of losses: events dropped because listeners were too slow, or possibly missed while the
   * connection was down.
   *
   * @param listener called for each gap, in its place among the events
   * @return the registration
   */
  Subscription onGap(Consumer<Gap> listener);

  /**
   * Waits for an event that the trigger causes. Listening begins before the trigger runs, so the
   * event cannot be missed.
   *
   * @param type the event's type
   * @param timeout how long to wait, counted from the trigger's end
   * @param trigger what causes the event
   * @param <T> the type
   * @return the first such event
   * @throws RequestTimeoutException if none came in time; it lists what came instead
   */
  default <T extends E> T expect(Class<T> type, Duration timeout, Runnable trigger) {
    return expect(type, event -> true, timeout, trigger);
  }

  /**
   * Waits for a certain event that the trigger causes.
   *
   * @param type the event's type
   * @param condition which of them is meant
   * @param timeout how long to wait, counted from the trigger's end
   * @param trigger what causes the event
   * @param <T> the type
   * @return the first such event
   * @throws RequestTimeoutException if none came in time; it lists what came instead
   */
  <T extends E> T expect(
      Class<T> type, Predicate<? super T> condition, Duration timeout, Runnable trigger);

  /** The gaps so far, oldest first; the newest thousand are kept. */
  List<Gap> gaps();

  /**
   * Checks that nothing was lost so far.
   *
   * @throws AssertionError if there were gaps; it names them
   */
  void assertNoGaps();
}
