package dev.drover.internal.transport;

import java.net.URI;
import java.util.Locale;

/**
 * Where a transport goes, taken apart.
 *
 * @param tls whether TLS lies below the WebSocket
 * @param host name or address, an IPv6 address without its brackets
 * @param port the port, the scheme's own if the address had none
 * @param hostHeader as it stands in the request
 * @param path without the query, which may hold secrets
 * @param query with its question mark, or empty
 */
record Endpoint(boolean tls, String host, int port, String hostHeader, String path, String query) {

  static Endpoint of(URI uri) {
    URI ascii = URI.create(uri.toASCIIString());
    String scheme = ascii.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("wss") || scheme.equals("https");
    int usual = tls ? 443 : 80;
    int port = ascii.getPort() < 0 ? usual : ascii.getPort();
    String host = ascii.getHost();
    String path = ascii.getRawPath();
    String query = ascii.getRawQuery();
    return new Endpoint(
        tls,
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        port == usual ? host : host + ":" + port,
        path == null || path.isEmpty() ? "/" : path,
        query == null ? "" : "?" + query);
  }

  /** For messages: neither path nor query nor user info. */
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
