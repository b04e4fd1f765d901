package dev.drover.testing.internal.lease;

import java.net.URI;
import java.util.Locale;

/** A hub's address as journals have it: user info and query can hold tokens and are left out. */
final class HubAddress {

  private HubAddress() {}

  static String of(URI hub) {
    String port = hub.getPort() < 0 ? "" : ":" + hub.getPort();
    String path = hub.getRawPath() == null ? "" : hub.getRawPath().replaceAll("/+$", "");
    String host = String.valueOf(hub.getHost()).toLowerCase(Locale.ROOT);
    return hub.getScheme() + "://" + host + port + path;
  }
}
