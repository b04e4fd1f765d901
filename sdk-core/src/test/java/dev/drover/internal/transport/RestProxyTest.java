package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.ClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS through a proxy, which must learn the server's name and nothing else. */
@Timeout(20)
class RestProxyTest {

  @Test
  void aTunnelIsAskedForWithoutTheToken(@TempDir Path directory) throws Exception {
    KeyStore store = SelfSigned.keyStore(directory);
    SSLContext context = SelfSigned.context(store, true);
    try (RawServer server = RawServer.startTls(context);
        ConnectProxy proxy = new ConnectProxy(server.port());
        RestTransport transport =
            new RestTransport(
                ClientOptions.of("https://localhost").sslContext(context).proxy(proxy.http()))) {
      URI uri = URI.create("https://localhost:7/x");
      CompletableFuture<RestResponse> answer = transport.send(RestRequest.get(uri).token("secret"));

      RawPeer peer = server.accept();
      String head = peer.readHead();
      peer.write("HTTP/1.1 200 OK\nContent-Length: 0\n\n");

      assertThat(head).contains("Authorization: Bearer secret");
      assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
      assertThat(proxy.asked.get())
          .startsWith("CONNECT localhost:7 HTTP/1.1")
          .doesNotContain("secret");
    }
  }

  @Test
  void aProxyThatRefusesIsNamed() throws Exception {
    try (ConnectProxy proxy = new ConnectProxy(1);
        RestTransport transport =
            new RestTransport(
                ClientOptions.of("https://known-to-the-proxy.invalid")
                    .connectTimeout(Duration.ofSeconds(5))
                    .proxy(proxy.answering("HTTP/1.1 503 No way\nContent-Length: 0\n\n")))) {
      URI uri = URI.create("https://known-to-the-proxy.invalid/");

      CompletableFuture<RestResponse> answer = transport.send(RestRequest.get(uri));

      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .hasMessageContainingAll("the proxy refused", "503");
    }
  }
}
