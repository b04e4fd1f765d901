package dev.drover.testing;

import dev.drover.ClientOptions;
import dev.drover.testing.Configuration.Setting;
import java.util.Optional;

/**
 * Which hub some tests use.
 *
 * @param hub its address; empty for the embedded server
 * @param token what it demands, if anything
 * @param source where the address was found, for messages
 */
record HubChoice(Optional<String> hub, Optional<String> token, String source) {

  /** Asks for the embedded server where another hub is configured. */
  private static final String EMBEDDED = "embedded";

  static HubChoice of(String annotatedHub, String annotatedToken, Configuration configuration) {
    Optional<Setting> hub =
        Setting.of(annotatedHub, "the test's annotation").or(() -> configuration.find("hub"));
    if (hub.isEmpty() || hub.get().value().equalsIgnoreCase(EMBEDDED)) {
      return new HubChoice(Optional.empty(), Optional.empty(), "the embedded server");
    }
    Optional<Setting> token =
        Setting.of(annotatedToken, "the test's annotation").or(() -> configuration.find("token"));
    return new HubChoice(hub.map(Setting::value), token.map(Setting::value), hub.get().source());
  }

  boolean isEmbedded() {
    return hub.isEmpty();
  }

  /** Options for the configured hub, or for the embedded server at its address. */
  ClientOptions options(String embeddedAddress) {
    String address = hub.orElse(embeddedAddress);
    try {
      ClientOptions options = ClientOptions.of(address);
      return token.map(options::token).orElse(options);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the hub's address comes from " + source + ": " + e.getMessage(), e);
    }
  }

  /** Address and source, without the places where secrets may be. */
  @Override
  public String toString() {
    return hub.map(address -> address.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", ""))
        .map(address -> address + " (from " + source + ")")
        .orElse(source);
  }
}
