package dev.drover.internal.session;

import dev.drover.internal.transport.RestRequest;
import dev.drover.internal.transport.RestResponse;
import dev.drover.internal.transport.RestTransport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something asked over HTTP.
 *
 * @param what the operation with its target, for messages
 * @param timeout how long it may take, connecting and the whole body included
 * @param hint what to do if nothing comes in that time
 * @param request what is sent, still without a token
 * @param exchange how it is sent: {@code RestTransport::send}, or as a download
 * @param convert makes the result of an answer, whatever its status; what it throws is how the call
 *     fails
 * @param <T> the result
 */
public record RestCall<T>(
    String what,
    Duration timeout,
    String hint,
    RestRequest request,
    BiFunction<RestTransport, RestRequest, CompletableFuture<RestResponse>> exchange,
    Function<RestAnswer, T> convert) {

  /**
   * A call whose answer is kept in memory.
   *
   * @param what the operation with its target
   * @param timeout how long it may take
   * @param hint what to do if nothing comes
   * @param request what is sent
   * @param convert makes the result
   * @param <T> the result
   * @return the call
   */
  public static <T> RestCall<T> of(
      String what,
      Duration timeout,
      String hint,
      RestRequest request,
      Function<RestAnswer, T> convert) {
    return new RestCall<>(what, timeout, hint, request, RestTransport::send, convert);
  }
}
