package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole answer over HTTP, whatever its status. */
public final class RestResponse {

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  RestResponse(int status, Map<String, List<String>> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the status says that all went well. */
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /**
   * The first header of a name.
   *
   * @param name in lower case
   * @return its value
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The body, not to be changed; empty if it went to a file. */
  public byte[] body() {
    return body;
  }

  /** The body as text. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** Status and size. */
  @Override
  public String toString() {
    return "RestResponse[" + status + ", " + body.length + " bytes]";
  }
}
