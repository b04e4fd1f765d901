package dev.drover.reference.internal.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An answer to an HTTP request. Immutable, but for the body's bytes, which nobody may change. */
public final class HttpAnswer {

  private static final String JSON = "application/json; charset=utf-8";

  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Map<String, String> headers;

  private HttpAnswer(int status, String contentType, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }

  /** An answer of any kind. */
  public static HttpAnswer of(int status, String contentType, byte[] body) {
    return new HttpAnswer(status, contentType, body, Map.of());
  }

  /** An answer with a text. */
  public static HttpAnswer text(String body) {
    return of(200, "text/plain; charset=utf-8", utf8(body));
  }

  /** An answer with a page. */
  public static HttpAnswer html(String body) {
    return of(200, "text/html; charset=utf-8", utf8(body));
  }

  /** An answer with what is JSON already. */
  public static HttpAnswer json(byte[] json) {
    return json(200, json);
  }

  /** As {@link #json(byte[])}, with another status. */
  public static HttpAnswer json(int status, byte[] json) {
    return of(status, JSON, json);
  }

  /** An answer with a picture or a document. */
  public static HttpAnswer bytes(String contentType, byte[] body) {
    return of(200, contentType, body);
  }

  /** A refusal, as JSON with a code. */
  public static HttpAnswer error(int status, String code, String message) {
    String json = "{\"status\":\"error\",\"code\":\"%s\",\"message\":\"%s\"}";
    return json(status, utf8(json.formatted(code, quoted(message))));
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same answer with a header more, or with another value of it. */
  public HttpAnswer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpAnswer(status, contentType, body, Map.copyOf(more));
  }

  /** This answer, as one that is ready. */
  public CompletableFuture<HttpAnswer> now() {
    return CompletableFuture.completedFuture(this);
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The media type. */
  public String contentType() {
    return contentType;
  }

  /** What is sent. */
  public byte[] body() {
    return body;
  }

  /** Headers besides those that every answer has. */
  public Map<String, String> headers() {
    return headers;
  }

  /** One line, without the body. */
  @Override
  public String toString() {
    return "HttpAnswer[%d, %s, %d bytes]".formatted(status, contentType, body.length);
  }
}
