package dev.drover.reference.internal.web;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** An answer to an HTTP request. */
public record HttpAnswer(int status, String contentType, String body) {

  /** An answer with a text. */
  public static HttpAnswer text(String body) {
    return new HttpAnswer(200, "text/plain; charset=utf-8", body);
  }

  /** An answer with a page. */
  public static HttpAnswer html(String body) {
    return new HttpAnswer(200, "text/html; charset=utf-8", body);
  }

  /** A refusal, as JSON with a code. */
  public static HttpAnswer error(int status, String code, String message) {
    String json = "{\"status\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}";
    return new HttpAnswer(
        status,
        "application/json; charset=utf-8",
        json.formatted(code, new String(JsonStringEncoder.getInstance().quoteAsString(message))));
  }
}
