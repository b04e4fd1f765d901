package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ws://host,                     http://host/api/vms",
    "wss://host:8765/,              https://host:8765/api/vms",
    "http://host:80,                http://host/api/vms",
    "HTTPS://host/base/,            https://host/base/api/vms",
    "http://host/base?token=secret, http://host/base/api/vms?token=secret",
    "http://user:secret@host:1,     http://host:1/api/vms",
    "http://[::1]:8765,             http://[::1]:8765/api/vms",
  })
  void resourcesLieBelowTheAddress(String address, String expected) {
    assertThat(of(address).below("/api/vms")).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/shots/1.png,          http://host:1/shots/1.png",
    "shots/1.png,           http://host:1/base/shots/1.png",
    "/shots/1.png?size=2,   http://host:1/shots/1.png?size=2",
    "https://cdn.example/1, https://cdn.example/1",
  })
  void linksAreRelativeToTheAddress(String link, String expected) {
    assertThat(of("ws://host:1/base").resolve(link)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://host/x,      true",
    "https://HOST:443/,   true",
    "http://host/x,       false",
    "https://host:8443/x, false",
    "https://other/x,     false",
    "mailto:someone,      false",
  })
  void onlyTheSameServerIsItsOwn(String link, boolean own) {
    assertThat(of("wss://host/base").isOwn(URI.create(link))).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "vm-1,              vm-1",
    "HOST-fd:f5:d6:59,  HOST-fd:f5:d6:59",
    "a b/c?d#e%f,       a%20b%2Fc%3Fd%23e%25f",
    "größe,             gr%C3%B6%C3%9Fe",
    "..,                %2E%2E",
    ".,                 %2E",
    "..vm,              ..vm",
  })
  void idsBecomeSegments(String id, String segment) {
    assertThat(HttpAddress.segment(id)).isEqualTo(segment);
    assertThat(of("http://host").below("/" + HttpAddress.segment(id)).getPath())
        .isEqualTo("/" + id);
  }

  @Test
  void whatMayBeSecretIsNotShown() {
    assertThat(of("http://user:secret@host/base?token=secret")).hasToString("http://host/base");
  }

  private static HttpAddress of(String address) {
    return HttpAddress.of(ClientOptions.of(address));
  }
}
