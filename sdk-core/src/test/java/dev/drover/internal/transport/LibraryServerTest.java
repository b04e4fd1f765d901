package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.enums.Opcode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server written by others. */
class LibraryServerTest {

  private final RecordingListener listener = new RecordingListener();
  private EchoServer server;
  private Transport transport;

  @BeforeEach
  void connect() throws Exception {
    server = EchoServer.begin();
    transport =
        new WebSocketTransports()
            .connect(ClientOptions.of("ws://localhost:" + server.getPort()), null, listener);
    listener.awaitOpen();
  }

  @AfterEach
  void stop() throws Exception {
    transport.abort("the test is over");
    server.stop();
  }

  @Test
  void textsComeBack() throws Exception {
    for (String text : new String[] {"", "ascii", "ünïcödé €", "x".repeat(70_000)}) {
      transport.send(text.getBytes(UTF_8));

      assertThat(listener.next()).isEqualTo("text " + text);
    }
  }

  @Test
  void closingIsAnsweredAtOnce() throws Exception {
    transport.close(4001, "grüße");

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
    assertThat(server.closed.get()).isEqualTo("4001 grüße");
  }

  @Test
  void theServerCloses() throws Exception {
    server.client().close(4002, "enough");

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.CLOSED_BY_PEER);
    assertThat(info.code()).isEqualTo(4002);
    assertThat(server.closed.get()).isEqualTo("4002 enough");
  }

  @Test
  void fragmentsAndPingsOfTheServer() throws Exception {
    WebSocket client = server.client();
    client.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap("one ".getBytes(UTF_8)), false);
    client.sendPing();
    client.sendFragmentedFrame(Opcode.TEXT, ByteBuffer.wrap("two".getBytes(UTF_8)), true);

    assertThat(listener.next()).isEqualTo("text one two");
    assertThat(server.ponged.get(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void pingsAreAnswered() throws Exception {
    transport.ping();

    assertThat(listener.next()).isEqualTo("pong");
  }
}
