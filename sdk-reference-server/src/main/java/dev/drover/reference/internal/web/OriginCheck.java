package dev.drover.reference.internal.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of strangers out. A browser lets any page open a WebSocket to this machine, and a
 * VM runs commands; but it says in {@code Origin} where the page came from. Programs that are no
 * browsers send none, or their own address.
 */
final class OriginCheck {

  private OriginCheck() {}

  static boolean accepts(HttpRequest request) {
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin == null) {
      return true;
    }
    String from = host(origin);
    if (from == null) {
      return false;
    }
    String to = host("http://" + request.headers().get(HttpHeaderNames.HOST, ""));
    // A name may be made to point here by whoever owns it, so only an address proves anything.
    return isLoopback(from) || (from.equals(to) && isAddress(from));
  }

  private static @Nullable String host(String uri) {
    try {
      String host = URI.create(uri).getHost();
      return host == null ? null : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || (isAddress(host) && host.startsWith("127."));
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
  }
}
