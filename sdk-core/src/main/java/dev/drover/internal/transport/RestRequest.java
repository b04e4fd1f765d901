package dev.drover.internal.transport;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request over HTTP; its answer is small enough for memory, or goes to a file. */
public final class RestRequest {

  private final String method;
  private final URI uri;
  private final byte @Nullable [] json;
  private final @Nullable String token;

  private RestRequest(String method, URI uri, byte @Nullable [] json, @Nullable String token) {
    this.method = method;
    this.uri = uri;
    this.json = json;
    this.token = token;
  }

  /**
   * Asks for a resource.
   *
   * @param uri the whole address
   * @return the request
   */
  public static RestRequest get(URI uri) {
    return new RestRequest("GET", uri, null, null);
  }

  /**
   * Sends JSON.
   *
   * @param uri the whole address
   * @param json UTF-8; not to be changed afterwards
   * @return the request
   */
  public static RestRequest post(URI uri, byte[] json) {
    return new RestRequest("POST", uri, json, null);
  }

  /**
   * The same with a token.
   *
   * @param token sent as {@code Authorization: Bearer}, or null for none
   * @return the changed copy
   */
  public RestRequest token(@Nullable String token) {
    return new RestRequest(method, uri, json, token);
  }

  /** The whole address; its query may be secret. */
  public URI uri() {
    return uri;
  }

  String method() {
    return method;
  }

  byte @Nullable [] json() {
    return json;
  }

  @Nullable String token() {
    return token;
  }

  /** Without query and token. */
  @Override
  public String toString() {
    return method + " " + uri.getRawPath();
  }
}
