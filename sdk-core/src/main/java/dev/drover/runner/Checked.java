package dev.drover.runner;

import java.net.URI;
import java.time.Duration;

/** What users hand over, refused before it is sent if the document would not have it. */
final class Checked {

  private Checked() {}

  static String text(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  static Duration duration(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero, but is " + value);
    }
    return value;
  }

  static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
    return value;
  }

  /** An address with a scheme: no option for a command line, nothing that a shell takes apart. */
  static String url(String url) {
    try {
      URI uri = URI.create(url);
      if (uri.isAbsolute()) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the url is no valid address: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("the url needs a scheme, as in https://example.com");
  }
}
