package dev.drover.reference.internal.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request carries the token that the server demands, compared in constant time. */
final class TokenCheck {

  private static final String SCHEME = "Bearer ";

  private final byte @Nullable [] token;

  TokenCheck(Optional<String> token) {
    this.token = token.map(t -> t.getBytes(StandardCharsets.UTF_8)).orElse(null);
  }

  boolean accepts(HttpRequest request, QueryStringDecoder uri) {
    if (token == null) {
      return true;
    }
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    boolean inHeader =
        header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            && isToken(header.substring(SCHEME.length()).strip());
    List<String> inQuery = uri.parameters().getOrDefault("token", List.of());
    return inHeader || (inQuery.size() == 1 && isToken(inQuery.get(0)));
  }

  private boolean isToken(String candidate) {
    return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }
}
