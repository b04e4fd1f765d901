package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectTest {

  private final RecordingListener listener = new RecordingListener();
  private RawServer server;

  @BeforeEach
  void start() throws IOException {
    server = RawServer.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void asksForTheUpgradeAsTheStandardWantsIt() throws Exception {
    Transport transport = connect(server.options(), null);

    String request = server.accept().readHead();

    assertThat(request)
        .startsWith("GET / HTTP/1.1\r\n")
        .contains("\r\nHost: " + server.hostAndPort() + "\r\n")
        .contains("\r\nUpgrade: websocket\r\n")
        .contains("\r\nSec-WebSocket-Version: 13\r\n")
        .doesNotContain("Authorization")
        .doesNotContain("Extensions");
    transport.close(1000, "");
  }

  @Test
  void sendsPathQueryAndToken() throws Exception {
    ClientOptions options = ClientOptions.of("http://" + server.hostAndPort() + "/a%20b?q=%C3%A4");
    Transport transport = connect(options, "secret\n");

    String request = server.accept().readHead();

    assertThat(request)
        .startsWith("GET /a%20b?q=%C3%A4 HTTP/1.1\r\n")
        .contains("\r\nAuthorization: Bearer secret\r\n");
    transport.close(1000, "");
  }

  @Test
  void aTokenCannotSmuggleHeaders() throws Exception {
    connect(server.options(), "secret\r\nX-Evil: 1");

    CloseInfo info = listener.awaitClosed();

    assertThat(info.message()).contains("token").doesNotContain("secret");
  }

  @Test
  void cannotSendBeforeItIsOpen() throws Exception {
    Transport transport = connect(server.options(), null);

    assertThatThrownBy(() -> transport.send(new byte[1]))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.NOT_OPEN));
    transport.ping();
    transport.close(1000, "");
  }

  @Test
  void takesFramesThatComeWithTheAnswer() throws Exception {
    Transport transport = connect(server.options(), null);

    server.accept().upgrade(ServerFrames.text("one"), ServerFrames.text("two"));

    listener.awaitOpen();
    assertThat(listener.next()).isEqualTo("text one");
    assertThat(listener.next()).isEqualTo("text two");
    transport.close(1000, "");
  }

  @Test
  void anOpenTransportHasOneThreadOfItsOwn() throws Exception {
    Transport transport = connect(server.options(), null);
    server.accept().upgrade();
    listener.awaitOpen();

    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains(server.hostAndPort()))
            .toList();

    assertThat(threads).singleElement().matches(Thread::isDaemon);
    transport.abort("enough");
  }

  @Test
  void aServerThatNeverAnswersTimesOut() throws Exception {
    connect(server.options().connectTimeout(Duration.ofMillis(200)), null);
    RawPeer peer = server.accept();

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
    assertThat(info.message())
        .contains(
            server.hostAndPort(), "200 ms", "waiting for the answer to the WebSocket upgrade");
    peer.awaitEnd();
  }

  @Test
  void aThreadStuckInNameResolutionIsReportedInTime() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    ClientOptions options = server.options().connectTimeout(Duration.ofMillis(200));
    WebSocketTransport transport =
        new WebSocketTransport(options, null, listener, host -> resolveAfter(answered));
    transport.start();

    CloseInfo info = listener.awaitClosed();
    answered.countDown();

    assertThat(info.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
    assertThat(info.message()).contains("resolving the host name");
    assertThat(listener.closings).hasValue(1);
  }

  @Test
  void closingWhileStuckInNameResolutionIsReportedSoon() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    WebSocketTransport transport =
        new WebSocketTransport(server.options(), null, listener, host -> resolveAfter(answered));
    transport.start();

    transport.close(1000, "enough");

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
    answered.countDown();
    assertThat(listener.closings).hasValue(1);
  }

  @Test
  void nobodyListens() throws Exception {
    ClientOptions options = server.options();
    server.close();

    connect(options, null);

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(info.message()).contains(server.hostAndPort(), "refused");
    assertThat(info.cause()).isInstanceOf(IOException.class);
  }

  @Test
  void aNameThatDoesNotResolve() throws Exception {
    String label = "a".repeat(64); // One more than DNS allows, so that nobody is even asked.

    connect(ClientOptions.of("ws://" + label + ".invalid:1234/path?token=secret"), null);

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(info.message()).contains(".invalid:1234", "not resolve").doesNotContain("secret");
  }

  @Test
  void triesTheNextAddress() throws Exception {
    InetAddress[] addresses = {
      InetAddress.getByName("127.0.0.2"), InetAddress.getLoopbackAddress()
    };
    Deadline deadline = Deadline.in(Duration.ofSeconds(5));
    Endpoint endpoint = Endpoint.of(server.options().uri());

    try (Socket socket =
        new Dialer(
                endpoint,
                server.options(),
                new HeldSocket()::hold,
                s -> {},
                deadline,
                h -> addresses)
            .dial()) {
      assertThat(socket.getInetAddress()).isEqualTo(addresses[1]);
      assertThat(socket.getTcpNoDelay()).as("small frames must not wait").isTrue();
    }
  }

  @Test
  void anEndInsteadOfAnAnswer() throws Exception {
    connect(server.options(), null);

    server.accept().close();

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.LOST);
    assertThat(info.message()).contains(server.hostAndPort());
  }

  @Test
  void theSocketOfAFailedAttemptIsClosed() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      connect(ClientOptions.of("ws://127.0.0.1:" + listening.getLocalPort()), null).close(1000, "");

      listener.awaitClosed();

      assertThat(listener.heard).containsExactly("closed");
    }
  }

  private Transport connect(ClientOptions options, @Nullable String token) {
    return new WebSocketTransports().connect(options, token, listener);
  }

  private static InetAddress[] resolveAfter(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a reading thread", e);
    }
    return new InetAddress[] {InetAddress.getLoopbackAddress()};
  }
}
