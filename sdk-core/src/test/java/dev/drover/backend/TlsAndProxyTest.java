package dev.drover.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.internal.transport.SelfSigned;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend behind TLS, with a certificate that nobody else trusts, or behind a proxy. */
@Timeout(30)
class TlsAndProxyTest {

  private static WireMockServer server;
  private static SSLContext context;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    KeyStore store = SelfSigned.keyStore(directory);
    context = SelfSigned.context(store, false);
    server =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(directory.resolve("localhost.p12").toString())
                .keystoreType("PKCS12")
                .keystorePassword(SelfSigned.PASSWORD)
                .keyManagerPassword(SelfSigned.PASSWORD));
    server.start();
    server.stubFor(
        any(anyUrl()).willReturn(StubBackend.json(200, StubBackend.wrapped("{'type':'pong'}"))));
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "wss"})
  void aTrustedCertificate(String scheme) {
    try (BackendClient client = BackendClient.of(secure(scheme + "://localhost"))) {
      assertThat(client.ping("vm-1")).isPositive();
    }
  }

  @Test
  void anUnknownIssuerIsRefused() {
    ClientOptions untrusting = StubBackend.options("https://localhost:" + server.httpsPort());

    ConnectionException failure = failure(untrusting.token("secret"));

    assertThat(failure.reason()).isEqualTo(Reason.TLS);
    assertThat(failure)
        .hasMessageContainingAll("ping of vm-1 was not sent", "TLS failed", "sslContext")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    ConnectionException failure = failure(secure("https://127.0.0.1"));

    assertThat(failure.reason()).isEqualTo(Reason.TLS);
  }

  @Test
  void plainHttpToATlsPort() {
    ConnectionException failure =
        failure(StubBackend.options("http://localhost:" + server.httpsPort()));

    assertThat(failure.reason()).isIn(Reason.PROTOCOL, Reason.LOST, Reason.REFUSED);
  }

  @Test
  void tlsToAPlainPort() {
    ConnectionException failure =
        failure(StubBackend.options("https://localhost:" + server.port()));

    assertThat(failure.reason()).isEqualTo(Reason.TLS);
  }

  @Test
  void aProxyResolvesTheName() {
    Proxy proxy =
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("localhost", server.port()));
    ClientOptions hidden = StubBackend.options("http://known-to-the-proxy.invalid").proxy(proxy);

    try (BackendClient client = BackendClient.of(hidden)) {
      client.ping("vm-1");

      assertThat(server.getAllServeEvents().get(0).getRequest().getAbsoluteUrl())
          .isEqualTo("http://known-to-the-proxy.invalid/api/vm/vm-1/send");
    }
  }

  private static ClientOptions secure(String address) {
    return StubBackend.options(address + ":" + server.httpsPort()).sslContext(context);
  }

  private static ConnectionException failure(ClientOptions options) {
    try (BackendClient client = BackendClient.of(options)) {
      return catchThrowableOfType(ConnectionException.class, () -> client.ping("vm-1"));
    }
  }
}
