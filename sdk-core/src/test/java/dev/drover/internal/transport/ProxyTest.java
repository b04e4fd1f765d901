package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {

  /** No DNS in the world resolves it. */
  private static final ClientOptions HIDDEN =
      ClientOptions.of("ws://known-to-the-proxy.invalid:8765/path")
          .connectTimeout(Duration.ofSeconds(5));

  private final RecordingListener listener = new RecordingListener();
  private RawServer server;
  private ConnectProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = RawServer.start();
    proxy = new ConnectProxy(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void anHttpProxyResolvesTheName() throws Exception {
    Transport transport = connect(HIDDEN.proxy(proxy.http()));
    RawPeer peer = server.accept().upgrade();
    listener.awaitOpen();

    transport.send("through".getBytes(UTF_8));

    assertThat(peer.readFrame().text()).isEqualTo("through");
    assertThat(proxy.asked.get()).startsWith("CONNECT known-to-the-proxy.invalid:8765 HTTP/1.1");
    transport.abort("enough");
  }

  @Test
  void aSocksProxyResolvesTheName() throws Exception {
    Transport transport = connect(HIDDEN.proxy(proxy.socks()));
    RawPeer peer = server.accept().upgrade();
    listener.awaitOpen();

    transport.send("through".getBytes(UTF_8));

    assertThat(peer.readFrame().text()).isEqualTo("through");
    assertThat(proxy.asked.get()).isEqualTo("3 known-to-the-proxy.invalid:8765");
    transport.abort("enough");
  }

  @Test
  void noProxyMeansNone() throws Exception {
    Transport transport = connect(server.options().proxy(Proxy.NO_PROXY));
    server.accept().upgrade();

    listener.awaitOpen();
    transport.abort("enough");
  }

  @Test
  void aProxyThatRefusesIsNamed() throws Exception {
    connect(HIDDEN.proxy(proxy.answering("HTTP/1.1 503 No way\nContent-Length: 0\n\n")));

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(info.message()).contains("known-to-the-proxy.invalid:8765", "proxy", "503 No way");
  }

  @Test
  void aProxyThatIsSilentTimesOut() throws Exception {
    connect(HIDDEN.proxy(proxy.answering("")).connectTimeout(Duration.ofMillis(300)));

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
    assertThat(info.message()).contains("proxy");
  }

  private Transport connect(ClientOptions options) {
    return new WebSocketTransports().connect(options, null, listener);
  }
}
