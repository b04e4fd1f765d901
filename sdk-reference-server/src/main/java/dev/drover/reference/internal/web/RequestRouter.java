package dev.drover.reference.internal.web;

import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.HttpResource;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.peer.PeerHandler;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds out what a request wants, and whether it may have it. */
final class RequestRouter {

  /** What becomes of a request. */
  sealed interface Decision {}

  /** It is not even passed on. */
  record Refusal(HttpAnswer answer, boolean ends) implements Decision {}

  /** Somebody answers it. */
  record Resource(HttpResource resource, WebRequest request) implements Decision {}

  /** It becomes a WebSocket. */
  record Socket(Function<WebRequest, PeerHandler> protocol, WebRequest request)
      implements Decision {}

  private final ServerContext server;
  private final TokenCheck tokens;
  private final OriginCheck origins;

  RequestRouter(ServerContext server) {
    this.server = server;
    this.tokens = new TokenCheck(server.options().token());
    this.origins = new OriginCheck(server.options());
  }

  Decision decide(FullHttpRequest request, String address) {
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (request.decoderResult().cause() instanceof TooLongFrameException) {
      int most = server.options().maxFrameBytes();
      return refusal(413, "TOO_LARGE", "requests over %d bytes are refused".formatted(most));
    } else if (request.decoderResult().isFailure()) {
      return refusal(400, "BAD_REQUEST", "this is no HTTP request");
    } else if (!isReadable(uri)) {
      return refusal(
          400, "BAD_REQUEST", "the address is malformed; a '%' in it is written as '%25'");
    }
    return decide(request, uri, address);
  }

  private Decision decide(FullHttpRequest request, QueryStringDecoder uri, String address) {
    boolean upgrades = Upgrade.isAskedFor(request);
    String method = request.method().name();
    Routes.Match match = server.routes().find(upgrades ? "" : method, uri.rawPath());
    boolean authorized = tokens.accepts(request, uri);
    if (match.needsToken() && !authorized) {
      return refusal(
          401,
          "UNAUTHORIZED",
          "the token is missing or wrong; send it as 'Authorization: Bearer' or '?token='");
    } else if ((upgrades || match.isPrivate() || mayChangeSomething(request))
        && !origins.accepts(request, authorized)) {
      return refusal(
          403,
          "FORBIDDEN_ORIGIN",
          "web pages from elsewhere may not connect; the server's own may, opened by its address in"
              + " numbers, with its token, or by the name it was told to listen at");
    }
    WebRequest asked = webRequest(request, uri, match, authorized, address);
    Function<WebRequest, PeerHandler> socket = match.socket();
    if (socket != null) {
      return match
          .refusal(asked)
          .<Decision>map(answer -> new Refusal(answer, true))
          .orElseGet(() -> new Socket(socket, asked));
    } else if (match.resource() != null) {
      return new Resource(match.resource(), asked);
    }
    return new Refusal(nothing(uri.path(), upgrades, method, match.allowed()), upgrades);
  }

  private static HttpAnswer nothing(
      String path, boolean upgrades, String method, Set<String> allowed) {
    if (allowed.isEmpty() || upgrades) {
      return HttpAnswer.error(404, "NOT_FOUND", "there is nothing at " + path);
    } else if (allowed.equals(Set.of(""))) {
      return HttpAnswer.error(
              426, "UPGRADE_REQUIRED", path + " is for WebSockets; ask for an upgrade")
          .with("upgrade", "websocket");
    }
    String methods = String.join(", ", allowed.stream().filter(m -> !m.isEmpty()).toList());
    return HttpAnswer.error(
            405, "METHOD_NOT_ALLOWED", "%s knows no %s, but %s".formatted(path, method, methods))
        .with("allow", methods);
  }

  /** The connection ends with it: what follows may be anything. */
  private static Refusal refusal(int status, String code, String message) {
    return new Refusal(HttpAnswer.error(status, code, message), true);
  }

  /** What the decoder complains of it quotes, so its complaint, maybe a token, goes nowhere. */
  private static boolean isReadable(QueryStringDecoder uri) {
    try {
      return uri.path() != null && uri.parameters() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** A stranger's page cannot read an answer, but what it asks for would be done. */
  private static boolean mayChangeSomething(FullHttpRequest request) {
    return !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
  }

  private static WebRequest webRequest(
      FullHttpRequest request,
      QueryStringDecoder uri,
      Routes.Match match,
      boolean authorized,
      String address) {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, String> header : request.headers()) {
      headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
    }
    return new WebRequest(
        address,
        request.method().name(),
        uri.path(),
        match.parameters(),
        uri.parameters(),
        headers,
        TokenCheck.tokenOf(request, uri),
        authorized,
        ByteBufUtil.getBytes(request.content()));
  }
}
