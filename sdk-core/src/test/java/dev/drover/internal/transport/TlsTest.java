package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

  private static SSLContext context;
  private static SSLContext withoutKey;

  private final RecordingListener listener = new RecordingListener();
  private RawServer server;

  @BeforeAll
  static void makeCertificate(@TempDir Path directory) throws Exception {
    KeyStore store = SelfSigned.keyStore(directory);
    context = SelfSigned.context(store, true);
    withoutKey = SelfSigned.context(store, false);
  }

  @BeforeEach
  void start() throws IOException {
    server = RawServer.startTls(context);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wss", "https", "WSS"})
  void aTrustedServerIsSpokenTo(String scheme) throws Exception {
    Transport transport = connect(options(scheme + "://localhost").sslContext(context));
    RawPeer peer = server.accept().upgrade(ServerFrames.text("hello"));
    listener.awaitOpen();
    assertThat(listener.next()).isEqualTo("text hello");

    transport.send("x".repeat(200_000).getBytes(UTF_8));

    assertThat(peer.readFrame().payload).hasSize(200_000);
    transport.close(1000, "");
    assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
    peer.write(ServerFrames.close(1000, "")).close();
    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
  }

  @Test
  void anUnknownIssuerIsRefused() throws Exception {
    connect(options("wss://localhost"));
    shakeHands();

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.TLS);
    assertThat(info.message()).contains("localhost:" + server.port(), "TLS handshake");
    assertThat(info.cause()).isInstanceOf(SSLException.class);
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    connect(options("wss://127.0.0.1").sslContext(context));
    shakeHands();

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.TLS);
    assertThat(info.message()).contains("127.0.0.1");
  }

  @Test
  void aMissingClientCertificateIsATlsFailure() throws Exception {
    connect(options("wss://localhost").sslContext(withoutKey));
    RawPeer peer = server.accept();
    SSLSocket socket = (SSLSocket) peer.socket();
    socket.setNeedClientAuth(true);
    socket.setEnabledProtocols(new String[] {"TLSv1.2"}); // 1.3 may reset before it tells why.
    CompletableFuture.runAsync(peer::readHead).exceptionally(e -> null).join();

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.TLS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wss", "https"})
  void nothingIsEverSentInPlain(String scheme) throws Exception {
    try (RawServer plain = RawServer.start()) {
      connect(ClientOptions.of(scheme + "://localhost:" + plain.port() + "/secret"));
      RawPeer peer = plain.accept();

      assertThat(peer.socket().getInputStream().read()).as("a TLS handshake record").isEqualTo(22);

      peer.write("HTTP/1.1 400 Bad Request\n\n").close();
      assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  void aServerThatIsSilentInTheHandshakeTimesOut() throws Exception {
    try (RawServer silent = RawServer.start()) {
      connect(
          ClientOptions.of("wss://localhost:" + silent.port())
              .connectTimeout(Duration.ofMillis(200)));

      CloseInfo info = listener.awaitClosed();

      assertThat(info.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
      assertThat(info.message()).contains("the TLS handshake");
    }
  }

  @Test
  void closingDoesNotWaitForAPeerThatDoesNotRead() throws Exception {
    Transport transport = connect(options("wss://localhost").sslContext(context));
    server.accept().upgrade();
    listener.awaitOpen();
    transport.send(new byte[10 << 20]);

    transport.close(1000, "");

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
  }

  private ClientOptions options(String address) {
    return ClientOptions.of(address + ":" + server.port())
        .connectTimeout(Duration.ofSeconds(5))
        .closeTimeout(Duration.ofMillis(300));
  }

  private Transport connect(ClientOptions options) {
    return new WebSocketTransports().connect(options, null, listener);
  }

  /** As far as the client lets it come. */
  private void shakeHands() throws IOException {
    RawPeer peer = server.accept();
    CompletableFuture.runAsync(peer::readHead).exceptionally(e -> null).join();
  }
}
