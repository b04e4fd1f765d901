package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain HTTP on the hub's port. */
class HttpTest extends WithServer {

  private static final String UPGRADE =
      "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private HttpResponse<String> send(String method, String path) throws Exception {
    URI uri = server.httpUri().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  @Test
  void isHealthy() throws Exception {
    assertThat(send("GET", "/healthz").body()).isEqualTo("ok");
    assertThat(send("HEAD", "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void hasNothingElsewhere() throws Exception {
    HttpResponse<String> answer = send("GET", "/elsewhere?x=1");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(PlainPeer.json(answer.body()))
        .isEqualTo(
            PlainPeer.json(
                "{\"status\":\"error\",\"code\":\"NOT_FOUND\",\"message\":\"there is nothing at /elsewhere\"}"));
  }

  @Test
  void canOnlyBeRead() throws Exception {
    assertThat(send("POST", "/").statusCode()).isEqualTo(405);
  }

  @Test
  void upgradesNowhereElse() throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes("GET /x HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void wantsVersion13() throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes(UPGRADE + "\r\n");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 426 ").contains("sec-websocket-version: 13");
  }

  @Test
  void wantsAKey() throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes(UPGRADE + "Sec-WebSocket-Version: 13\r\n\r\n");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void refusesWhatIsNoHttp() throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes("\u0016\u0003\u0001 certainly not\r\n\r\n");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?token=100%", "/%zz", "/?%=x"})
  void refusesAMalformedAddressAndDoesNotRepeatIt(String address) throws IOException {
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes("GET " + address + " HTTP/1.1\r\nHost: h\r\n\r\n");

    assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ").doesNotContain(address);
  }

  @Test
  void keepsPagesOfStrangersOut() throws IOException {
    RawPeer evil = closing(RawPeer.tcp(server)).upgrade("Origin: http://evil.example\r\n");
    RawPeer sandboxed = closing(RawPeer.tcp(server)).upgrade("Origin: null\r\n");
    RawPeer own = closing(RawPeer.tcp(server)).upgrade("Origin: http://localhost:8080\r\n");

    assertThat(evil.readHead()).startsWith("HTTP/1.1 403 ");
    assertThat(sandboxed.readHead()).startsWith("HTTP/1.1 403 ");
    assertThat(own.readHead()).startsWith("HTTP/1.1 101 ");
  }
}
