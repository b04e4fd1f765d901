package dev.drover.reference.internal.engineio;

import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import java.nio.charset.StandardCharsets;

/**
 * Lets pages read the answers that they may ask for. Requests of pages that may not have been
 * turned away before.
 */
final class CrossOrigin {

  private CrossOrigin() {}

  /** An answer as the page may read it, if a page has asked. */
  static HttpAnswer readable(WebRequest request, HttpAnswer answer) {
    return request
        .header("origin")
        .map(
            origin ->
                answer
                    .with("access-control-allow-origin", origin)
                    .with("access-control-allow-credentials", "true")
                    .with("vary", "Origin"))
        .orElse(answer);
  }

  /** The answer to a browser that asks whether it may ask. */
  static HttpAnswer preflight(WebRequest request) {
    HttpAnswer allowed =
        HttpAnswer.of(204, "text/plain", "".getBytes(StandardCharsets.UTF_8))
            .with("access-control-allow-methods", "GET, POST")
            .with("access-control-max-age", "600");
    return request
        .header("access-control-request-headers")
        .map(headers -> allowed.with("access-control-allow-headers", headers))
        .orElse(allowed);
  }
}
