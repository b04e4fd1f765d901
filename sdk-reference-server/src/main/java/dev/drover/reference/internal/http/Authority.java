package dev.drover.reference.internal.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A host with its port, as {@code Host} names the one that was asked and {@code Origin} the one a
 * page came from.
 *
 * @param text such as {@code build-box:8765}, in small letters
 */
public record Authority(String text) {

  /** Takes case away, which neither header minds. */
  public Authority {
    text = text.toLowerCase(Locale.ROOT);
  }

  /**
   * Where a page came from.
   *
   * @param origin the header {@code Origin}
   * @return empty for {@code null}, which sandboxed pages say, and for what is no address
   */
  public static Optional<Authority> ofOrigin(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority()).map(Authority::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The host without the port. */
  public String host() {
    return text.replaceFirst(":\\d*$", "");
  }

  /** Whether the host is this machine, whoever asks. */
  public boolean isLoopback() {
    return host().equals("localhost")
        || host().equals("[::1]")
        || (isNumber() && host().startsWith("127."));
  }

  /** Whether the host is an address rather than a name. */
  public boolean isNumber() {
    return host().matches("\\[[0-9a-f:.]+]|\\d+\\.\\d+\\.\\d+\\.\\d+");
  }
}
