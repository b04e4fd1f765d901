package dev.drover.hub;

import dev.drover.internal.session.Lanes;
import dev.drover.internal.wire.HubMessage;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A request to a hub: what it says, whose answer it takes, what is made of the answer.
 *
 * @param what the operation with its target, for messages
 * @param timeout how long the answer may take
 * @param hint what to do if none comes
 * @param lane where its answers cannot be told apart from others' without ids
 * @param message makes the message, given the request's id
 * @param mine whether an answer without an id can be meant for it
 * @param convert makes the result
 * @param <T> the result
 */
record Ask<T>(
    String what,
    Duration timeout,
    String hint,
    Lanes.Key lane,
    Function<String, HubMessage> message,
    Predicate<HubMessage> mine,
    Function<HubMessage, T> convert) {

  /**
   * A request that is answered by one type of message.
   *
   * @param answer the type
   * @param convert makes the result of it
   */
  static <A extends HubMessage, T> Ask<T> of(
      String what,
      Duration timeout,
      String hint,
      Lanes.Key lane,
      Function<String, HubMessage> message,
      Class<A> answer,
      Function<A, T> convert) {
    return new Ask<>(
        what,
        timeout,
        hint,
        lane,
        message,
        answer::isInstance,
        reply -> convert.apply(Answers.expect(answer, reply, what)));
  }

  /** The same request, more being made of its result. */
  <R> Ask<R> then(Function<T, R> more) {
    return new Ask<>(what, timeout, hint, lane, message, mine, convert.andThen(more));
  }
}
