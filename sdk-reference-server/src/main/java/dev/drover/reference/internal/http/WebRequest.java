package dev.drover.reference.internal.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, for an answer or for a WebSocket. Its parts are decoded.
 *
 * @param address where it came from
 * @param method such as {@code GET}
 * @param path the whole path
 * @param parameters what stands in the path for the route's {@code {names}}
 * @param queries the query's parameters
 * @param headers the headers, by name in small letters
 * @param token the token that came with it, in a header or in the query, right or wrong
 * @param isAuthorized whether it has the token that the server demands, if it demands one
 * @param body empty in a request for a WebSocket
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record WebRequest(
    String address,
    String method,
    String path,
    Map<String, String> parameters,
    Map<String, List<String>> queries,
    Map<String, String> headers,
    Optional<String> token,
    boolean isAuthorized,
    byte[] body) {

  /**
   * What stands in the path for a name of the route's.
   *
   * @throws IllegalArgumentException if the route has no such name
   */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** The first value of a query's parameter. */
  public Optional<String> query(String name) {
    return queries.getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * A header.
   *
   * @param name in small letters
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** One line, without query, headers and body. */
  @Override
  public String toString() {
    return "WebRequest[" + method + " " + path + "]";
  }
}
