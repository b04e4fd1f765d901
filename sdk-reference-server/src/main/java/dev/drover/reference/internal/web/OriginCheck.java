package dev.drover.reference.internal.web;

import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.http.Authority;
import dev.drover.reference.internal.http.OwnHosts;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/**
 * Keeps web pages of strangers out. A browser lets any page open a WebSocket to this machine, and a
 * VM runs commands; but it says in {@code Origin} where the page came from. Programs that are no
 * browsers send none, or their own address.
 */
final class OriginCheck {

  private final OwnHosts own;

  OriginCheck(ServerOptions options) {
    own = new OwnHosts(options.host(), options.token().isPresent());
  }

  /**
   * Whether whoever asks may.
   *
   * @param isAuthorized whether the request has the token that the server demands, if it demands
   *     one
   */
  boolean accepts(HttpRequest request, boolean isAuthorized) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin == null) {
      return true;
    }
    Authority to = new Authority(request.headers().get(HttpHeaderNames.HOST, ""));
    return Authority.ofOrigin(origin).filter(from -> mayAsk(from, to, isAuthorized)).isPresent();
  }

  private boolean mayAsk(Authority from, Authority to, boolean isAuthorized) {
    boolean isNeighbour = from.isNumber() && from.host().equals(to.host());
    return from.isLoopback() || isNeighbour || (from.equals(to) && own.contains(to, isAuthorized));
  }
}
