package dev.drover.reference;

import java.net.URI;

/** Where a server is reached that listens on a host and port. */
final class ServerAddress {

  private ServerAddress() {}

  /** Who listens everywhere is reached on loopback; an IPv6 address stands in brackets. */
  static URI of(String scheme, String host, int port) {
    String reached = host;
    if (host.equals("0.0.0.0")) {
      reached = "127.0.0.1";
    } else if (host.equals("::") || host.equals("[::]")) {
      reached = "[::1]";
    } else if (host.contains(":") && !host.startsWith("[")) {
      reached = "[" + host + "]";
    }
    return URI.create(scheme + "://" + reached + ":" + port);
  }
}
