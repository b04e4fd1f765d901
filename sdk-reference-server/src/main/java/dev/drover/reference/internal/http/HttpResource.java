package dev.drover.reference.internal.http;

import java.util.concurrent.CompletableFuture;

/** Answers the requests to one address. */
@FunctionalInterface
public interface HttpResource {

  /**
   * Answers a request, now or later. Called on the connection's own thread, so it must not block. A
   * failure is answered with status 500.
   *
   * @param request what is asked for
   * @return the answer; cancelled if the one who asked is gone before it has come
   */
  CompletableFuture<HttpAnswer> answer(WebRequest request);
}
