package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "ws://h, false, h, 80, h, /, '', h:80",
    "WSS://h/, true, h, 443, h, /, '', h:443",
    "http://h:80/a, false, h, 80, h, /a, '', h:80",
    "https://h:80/a, true, h, 80, h:80, /a, '', h:80",
    "ws://h:443, false, h, 443, h:443, /, '', h:443",
    "ws://u:p@h:81/a%20b?c=d#e, false, h, 81, h:81, /a%20b, ?c=d, h:81",
    "ws://[::1]:82/ä?ö, false, ::1, 82, [::1]:82, /%C3%A4, ?%C3%B6, [::1]:82"
  })
  void isTakenApart(
      URI uri,
      boolean tls,
      String host,
      int port,
      String header,
      String path,
      String query,
      String shown) {
    Endpoint endpoint = Endpoint.of(uri);

    assertThat(endpoint).isEqualTo(new Endpoint(tls, host, port, header, path, query));
    assertThat(endpoint).hasToString(shown);
  }
}
