package dev.drover.internal.session;

import java.net.URI;

/** Addresses as they may be shown: user info and query can hold secrets and are left out. */
public final class SafeUri {

  private SafeUri() {}

  /**
   * Scheme, host, port and path.
   *
   * @param uri an address
   * @return its harmless part
   */
  public static String of(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }
}
