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
    return token == null
        || inHeader(request).filter(this::isToken).isPresent()
        || inQuery(uri).filter(this::isToken).isPresent();
  }

  private boolean isToken(String candidate) {
    return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
  }

  /** The token that a request carries; of two the header's. */
  static Optional<String> tokenOf(HttpRequest request, QueryStringDecoder uri) {
    return inHeader(request).or(() -> inQuery(uri));
  }

  private static Optional<String> inHeader(HttpRequest request) {
    return Optional.ofNullable(request.headers().get(HttpHeaderNames.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }

  /** Twice a token is none. */
  private static Optional<String> inQuery(QueryStringDecoder uri) {
    List<String> tokens = uri.parameters().getOrDefault("token", List.of());
    return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
  }
}
