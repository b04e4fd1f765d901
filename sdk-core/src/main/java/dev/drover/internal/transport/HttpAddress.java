package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drover.ClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A server's address as HTTP knows it: {@code ws} is {@code http} and {@code wss} is {@code https}.
 * User info is dropped, a query (some servers take the token there) goes with every request.
 */
public final class HttpAddress {

  private static final String UNRESERVED_MARKS = "-._~:@!$&'()*+,;=";

  /** Shorter values are words rather than secrets, and words stand everywhere. */
  private static final int SHORTEST_SECRET = 5;

  private final String origin;
  private final String basePath;
  private final String query;

  private HttpAddress(String origin, String basePath, String query) {
    this.origin = origin;
    this.basePath = basePath;
    this.query = query;
  }

  /**
   * The address that options name.
   *
   * @param options the options
   * @return where their server is
   */
  public static HttpAddress of(ClientOptions options) {
    Endpoint endpoint = Endpoint.of(options.uri());
    String scheme = endpoint.tls() ? "https://" : "http://";
    String path = endpoint.path();
    return new HttpAddress(
        scheme + endpoint.hostHeader(),
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        endpoint.query());
  }

  /**
   * A resource of the server's.
   *
   * @param path begins with a slash; each segment encoded
   * @return its address, below the path that the server's address has
   */
  public URI below(String path) {
    return URI.create(origin + basePath + path + query);
  }

  /**
   * What a link in an answer of the server's leads to.
   *
   * @param link absolute, or relative to the server
   * @return where it leads
   * @throws IllegalArgumentException if it is no link
   */
  public URI resolve(String link) {
    return URI.create(origin + basePath + "/").resolve(link);
  }

  /**
   * Whether an address is this server's: only there may the token go.
   *
   * @param uri an absolute address
   */
  public boolean isOwn(URI uri) {
    URI own = URI.create(origin);
    return own.getScheme().equalsIgnoreCase(uri.getScheme())
        && own.getHost().equalsIgnoreCase(Objects.requireNonNullElse(uri.getHost(), ""))
        && port(own) == port(uri);
  }

  /**
   * Text as one segment of a path. A segment of dots alone would mean another path.
   *
   * @param text such as a VM's id, whose colons stay as they are
   * @return the segment
   */
  public static String segment(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 8);
    boolean dots = text.equals(".") || text.equals("..");
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xFF);
      if (!dots && (isAlphanumeric(c) || UNRESERVED_MARKS.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  /** What of the address must not be shown: its query, as a whole and value by value. */
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (query.length() > 1) {
      secrets.add(query.substring(1));
      for (String parameter : query.substring(1).split("&", -1)) {
        String value = parameter.substring(parameter.indexOf('=') + 1);
        if (value.length() >= SHORTEST_SECRET) {
          secrets.add(value);
        }
      }
    }
    return secrets;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  /** Scheme, host, port and path: what may be shown. */
  @Override
  public String toString() {
    return origin + basePath;
  }
}
