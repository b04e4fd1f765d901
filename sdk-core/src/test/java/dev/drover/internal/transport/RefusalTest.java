package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers to the upgrade other than yes. */
class RefusalTest {

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
  void statusAndBodyAreTold() throws Exception {
    connect().answer("HTTP/1.1 401 Unauthorized\nContent-Length: 13\n\nno such token and more");

    CloseInfo info = listener.awaitClosed();

    assertThat(info.kind()).isEqualTo(Kind.UPGRADE_REFUSED);
    assertThat(info.httpStatus()).isEqualTo(401);
    assertThat(info.body()).isEqualTo("no such token");
    assertThat(info.message())
        .isEqualTo(server.hostAndPort() + " refused the WebSocket upgrade: 401 Unauthorized");
  }

  @Test
  void theBodyMayComeLaterAndEndWithTheConnection() throws Exception {
    RawPeer peer = connect().answer("HTTP/1.1 503 Service Unavailable\n\n");
    peer.write("come back ").write("later").close();

    CloseInfo info = listener.awaitClosed();

    assertThat(info.httpStatus()).isEqualTo(503);
    assertThat(info.body()).isEqualTo("come back later");
  }

  @Test
  void chunksArePutTogether() throws Exception {
    connect()
        .answer(
            """
            HTTP/1.1 404 Not Found
            Transfer-Encoding: chunked

            3;x=y
            not
            6
             there
            0

            """);

    CloseInfo info = listener.awaitClosed();

    assertThat(info.httpStatus()).isEqualTo(404);
    assertThat(info.body()).isEqualTo("not there");
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedFor() throws Exception {
    connect().answer("HTTP/1.1 403 Forbidden\nContent-Length: 100\n\nhalf");

    CloseInfo info = listener.awaitClosed();

    assertThat(info.httpStatus()).isEqualTo(403);
    assertThat(info.body()).isEqualTo("half");
  }

  @Test
  void anEndlessBodyIsCut() throws Exception {
    RawPeer peer = connect().answer("HTTP/1.1 500 Oops\n\n");
    peer.writeUntilRefused("x".repeat(1000).getBytes(UTF_8));

    CloseInfo info = listener.awaitClosed();

    assertThat(info.httpStatus()).isEqualTo(500);
    assertThat(info.body()).hasSize(RefusalBody.MOST_BYTES);
  }

  @Test
  void aWrongAcceptKeyIsNoYes() throws Exception {
    connect()
        .answer(
            """
            HTTP/1.1 101 Yes
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=

            """);

    assertProtocolError("Sec-WebSocket-Accept");
  }

  @Test
  void extensionsNobodyAskedForAreNoYes() throws Exception {
    RawPeer peer = connect();
    String key = RawPeer.acceptKey(peer.readHead());
    peer.write(
        """
        HTTP/1.1 101 Yes
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Accept: %s
        Sec-WebSocket-Extensions: permessage-deflate

        """
            .formatted(key));

    assertProtocolError("extensions");
  }

  @Test
  void anotherProtocolIsNoticedAtOnce() throws Exception {
    connect().write("SSH-2.0-OpenSSH_9.6\n");

    assertProtocolError("not HTTP");
  }

  @Test
  void aStatusMustBeANumber() throws Exception {
    connect().write("HTTP/1.1 yes\n\n");

    assertProtocolError("without an HTTP status");
  }

  @Test
  void anEndlessHeadIsCut() throws Exception {
    RawPeer peer = connect();
    peer.write("HTTP/1.1 101 Yes\n");
    peer.writeUntilRefused("x-header: abcdefghij\n".getBytes(UTF_8));

    assertProtocolError("longer than 16384 bytes");
  }

  private void assertProtocolError(String words) throws Exception {
    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(info.message()).contains(server.hostAndPort(), words);
    assertThat(listener.heard).containsExactly("closed");
  }

  private RawPeer connect() throws IOException {
    new WebSocketTransports()
        .connect(server.options().connectTimeout(Duration.ofSeconds(10)), null, listener);
    return server.accept();
  }
}
