package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that demands a token. */
class TokenTest extends WithServer {

  @Override
  ServerOptions options() {
    return super.options().withToken("open sesame/1");
  }

  private PlainPeer withHeader(String value) {
    return closing(PlainPeer.connect(server.uri(), b -> b.header("Authorization", value)));
  }

  private PlainPeer withQuery(String query) {
    return closing(PlainPeer.connect(URI.create(server.uri() + "/" + query)));
  }

  @Test
  void isAcceptedInHeaderAndQuery() {
    withHeader("Bearer open sesame/1").fence();
    withHeader("bearer open sesame/1").fence();
    withQuery("?token=open%20sesame/1").fence();
    withQuery("?a=b&token=open+sesame%2F1").fence();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer open sesame", "Bearer ", "Basic open sesame/1", "open sesame/1"})
  void isRefusedIfTheHeaderIsWrong(String value) {
    assertThatThrownBy(() -> withHeader(value)).satisfies(TokenTest::isUnauthorized);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?token=", "?token=open", "?token=x&token=open%20sesame/1"})
  void isRefusedIfTheQueryIsWrong(String query) {
    assertThatThrownBy(() -> withQuery(query)).satisfies(TokenTest::isUnauthorized);
  }

  private static void isUnauthorized(Throwable thrown) {
    assertThat(thrown.getCause())
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refusal -> assertThat(refusal.getResponse().statusCode()).isEqualTo(401));
  }

  @Test
  void isDemandedForWhatIsToldButNotForHealth() throws Exception {
    HttpResponse<String> page = get("/api/vms");

    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("www-authenticate")).contains("Bearer");
    assertThat(PlainPeer.json(page.body()).path("code").asText()).isEqualTo("UNAUTHORIZED");
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/api/vms?token=open%20sesame/1").statusCode()).isEqualTo(200);
  }

  @Test
  void isDemandedAtTheBackendsDoors() throws Exception {
    assertThat(get("/api/vms").statusCode()).isEqualTo(401);
    rest.send("vm-1", "{'message':'m'}").is(401, "UNAUTHORIZED");
    URI door = URI.create(server.uri() + "/api/vm/vm-1/ws");
    assertThatThrownBy(() -> PlainPeer.connect(door)).satisfies(TokenTest::isUnauthorized);

    closing(PlainPeer.connect(URI.create(door + "?token=open%20sesame/1"))).fence();
    assertThat(get("/api/vms?token=open%20sesame/1").body()).contains("vm-1");
  }

  @Test
  void letsThePageComeByAName() throws IOException {
    String sockets = "GET /?token=%s HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    String key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String journal = "GET /drover/journal?token=%s HTTP/1.1\r\n";
    String page = "Host: build-box:8765\r\nOrigin: http://build-box:8765\r\n\r\n";

    assertThat(head(sockets.formatted("open%20sesame/1") + key + page)).contains(" 101 ");
    assertThat(head(journal.formatted("open%20sesame/1") + page)).contains(" 200 ");
    assertThat(head(sockets.formatted("guessed") + key + page)).contains(" 401 ");
    assertThat(head(sockets.formatted("open%20sesame/1") + key + page.replace("/build", "/evil")))
        .contains(" 403 ");
  }

  private String head(String request) throws IOException {
    return closing(RawPeer.tcp(server)).bytes(request).readHead();
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(server.httpUri().resolve(path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void appearsNowhere() {
    PlainPeer client = withHeader("Bearer open sesame/1");
    client.send("{'type':'register','role':'client'}");
    client.send("{'type':'my token is open sesame/1'}").read("error");

    assertThat(server.journal().entries()).isNotEmpty();
    assertThat(server.journal().entries()).noneMatch(e -> e.toString().contains("sesame"));
    assertThat(server.toString() + options()).doesNotContain("sesame");
  }
}
