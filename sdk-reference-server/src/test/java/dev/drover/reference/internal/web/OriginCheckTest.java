package dev.drover.reference.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.ServerOptions;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages a browser may bring here. */
class OriginCheckTest {

  private static final ServerOptions OPEN = ServerOptions.defaults().withHost("0.0.0.0");
  private static final ServerOptions GUARDED = OPEN.withToken("sesame");

  private static HttpRequest asked(String host, String origin) {
    HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
    request.headers().set(HttpHeaderNames.HOST, host).set(HttpHeaderNames.ORIGIN, origin);
    return request;
  }

  private static boolean accepts(
      ServerOptions options, boolean isAuthorized, String host, String origin) {
    return new OriginCheck(options).accepts(asked(host, origin), isAuthorized);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8765, http://127.0.0.1:8765",
    "127.0.0.1:8765, http://localhost:3000",
    "localhost:8765, http://localhost:8765",
    "[::1]:8765, http://[::1]:8765",
    "192.168.7.1:8765, http://192.168.7.1:8765",
    "192.168.7.1:8765, http://192.168.7.1:3000",
    "[fe80::1]:8765, http://[fe80::1]:8765"
  })
  void thisMachineAndTheVeryAddressMay(String host, String origin) {
    assertThat(accepts(OPEN, true, host, origin)).isTrue();
    assertThat(accepts(GUARDED, false, host, origin)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "build-box:8765, http://build-box:8765",
    "Build-Box:8765, http://build-box:8765",
    "build_box, http://build_box",
    "hub.example, https://hub.example"
  })
  void aNameMayWithTheToken(String host, String origin) {
    assertThat(accepts(GUARDED, true, host, origin)).isTrue();
    assertThat(accepts(GUARDED, false, host, origin)).isFalse();
  }

  /** Whoever owns the name may have made it point here: the browser sees one origin. */
  @Test
  void aNameAloneProvesNothing() {
    assertThat(accepts(OPEN, true, "rebound.example:8765", "http://rebound.example:8765"))
        .isFalse();
  }

  @Test
  void theNameThatTheServerWasGivenMay() {
    ServerOptions named = OPEN.withHost("build-box");

    assertThat(accepts(named, true, "build-box:8765", "http://build-box:8765")).isTrue();
    assertThat(accepts(named, true, "rebound.example:8765", "http://rebound.example:8765"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "build-box:8765, http://evil.example",
    "build-box:8765, http://build-box:3000",
    "build-box:8765, http://build-box",
    "build-box:8765, http://evil.example:8765",
    "build-box:8765, null",
    "build-box:8765, 'http://build-box:8765 http://evil.example'",
    "'', http://",
    "192.168.7.1:8765, http://192.168.7.2:8765",
    "127.0.0.1:8765, http://127.evil.example",
    "127.0.0.1:8765, http://localhost.evil.example"
  })
  void noTokenMakesAPageFromElsewhereTheServersOwn(String host, String origin) {
    assertThat(accepts(GUARDED, true, host, origin)).isFalse();
    assertThat(accepts(OPEN.withHost("build-box"), true, host, origin)).isFalse();
  }
}
