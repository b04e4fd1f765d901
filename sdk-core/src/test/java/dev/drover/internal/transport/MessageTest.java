package dev.drover.internal.transport;

import static dev.drover.internal.transport.ServerFrames.FIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {

  private Connected connected;
  private Transport transport;
  private RawPeer peer;
  private RecordingListener listener;

  @BeforeEach
  void open() throws Exception {
    connected = Connected.open();
    transport = connected.transport;
    peer = connected.peer;
    listener = connected.listener;
  }

  @AfterEach
  void close() throws Exception {
    connected.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 125, 126, 1000, 65_535, 65_536, 65_537, 200_000})
  void sendsTextsOfEachSize(int size) throws Exception {
    String text = "äbcdefg".repeat(size / 7 + 1).substring(0, size);

    transport.send(text.getBytes(UTF_8));

    ClientFrame frame = peer.readFrame();
    assertThat(frame.opcode).isEqualTo(FrameReader.TEXT);
    assertThat(frame.fin).isTrue();
    assertThat(frame.masked).isTrue();
    assertThat(frame.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
  void receivesTextsOfEachSize(int size) throws Exception {
    String text = "ß".repeat(size / 2) + "x".repeat(size % 2);

    peer.write(ServerFrames.text(text));

    assertThat(listener.next()).isEqualTo("text " + text);
  }

  @Test
  void receivesBinaryMessages() throws Exception {
    peer.write(ServerFrames.frame(FIN | FrameReader.BINARY, new byte[300]));

    assertThat(listener.next()).isEqualTo("binary 300");
  }

  @Test
  void aLargeFrameInManyPiecesWithSmallOnesBehindIt() throws Exception {
    String large = "0123456789".repeat(20_000);
    byte[] stream =
        ServerFrames.concat(
            ServerFrames.text("first"),
            ServerFrames.text(large),
            ServerFrames.text("second"),
            ServerFrames.text(""),
            ServerFrames.text("last"));

    for (int from = 0; from < stream.length; from += 1009) {
      peer.write(Arrays.copyOfRange(stream, from, Math.min(stream.length, from + 1009)));
    }

    assertThat(listener.next()).isEqualTo("text first");
    assertThat(listener.next()).isEqualTo("text " + large);
    assertThat(listener.next()).isEqualTo("text second");
    assertThat(listener.next()).isEqualTo("text ");
    assertThat(listener.next()).isEqualTo("text last");
  }

  @Test
  void fragmentsMayCutACharacterAndLetAPingIn() throws Exception {
    byte[] euro = "€".getBytes(UTF_8);

    peer.write(ServerFrames.frame(FrameReader.TEXT, new byte[] {'a', euro[0]}));
    peer.write(ServerFrames.frame(FIN | FrameReader.PING, "are you there"));
    peer.write(ServerFrames.frame(FrameReader.CONTINUATION, new byte[] {euro[1]}));
    peer.write(ServerFrames.frame(FrameReader.CONTINUATION, new byte[0]));
    peer.write(ServerFrames.frame(FIN | FrameReader.CONTINUATION, new byte[] {euro[2], 'b'}));

    ClientFrame pong = peer.readFrame();
    assertThat(pong.opcode).isEqualTo(FrameReader.PONG);
    assertThat(pong.masked).isTrue();
    assertThat(pong.text()).isEqualTo("are you there");
    assertThat(listener.next()).isEqualTo("text a€b");
  }

  @Test
  void fragmentedBinary() throws Exception {
    peer.write(ServerFrames.frame(FrameReader.BINARY, new byte[70_000]));
    peer.write(ServerFrames.frame(FIN | FrameReader.CONTINUATION, new byte[] {1}));

    assertThat(listener.next()).isEqualTo("binary 70001");
  }

  @Test
  void pingsAndHearsThePong() throws Exception {
    transport.ping();

    ClientFrame ping = peer.readFrame();
    assertThat(ping.opcode).isEqualTo(FrameReader.PING);
    peer.write(ServerFrames.frame(FIN | FrameReader.PONG, ping.payload));
    assertThat(listener.next()).isEqualTo("pong");
  }

  @Test
  void anyByteCountsAsLife() {
    long before = transport.lastInboundNanos();

    peer.write(ServerFrames.header(FIN | FrameReader.TEXT, 1000));

    await().until(() -> transport.lastInboundNanos() - before > 0);
    assertThat(listener.heard).isEmpty();
  }

  @Test
  void aSlowCallbackDoesNotCostTheConnection() throws Exception {
    try (Connected quick = Connected.open(options -> options.heartbeat(Duration.ofMillis(20)))) {
      AtomicInteger polls = new AtomicInteger();
      quick.listener.during = any -> await().until(() -> polls.incrementAndGet() == 5);

      quick.peer.write(ServerFrames.text("slow"), ServerFrames.text("next"));

      assertThat(quick.listener.next()).isEqualTo("text slow");
      quick.listener.during = any -> {};
      assertThat(quick.listener.next()).isEqualTo("text next");
      assertThat(quick.listener.closed).isNotDone();
    }
  }

  @Test
  void nothingIsQueuedOnceThePeerHasIt() throws Exception {
    for (int i = 0; i < 100; i++) {
      transport.send(new byte[1000]);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(peer.readFrame().payload).hasSize(1000);
    }
    await().until(() -> transport.queuedBytes() == 0);
  }

  @Test
  void answersFromACallbackGoOut() throws Exception {
    listener.during =
        call -> {
          try {
            transport.send(("re: " + call).getBytes(UTF_8));
          } catch (TransportException e) {
            throw new AssertionError(e);
          }
        };

    peer.write(ServerFrames.text("one"), ServerFrames.text("two"));

    assertThat(peer.readFrame().text()).isEqualTo("re: text one");
    assertThat(peer.readFrame().text()).isEqualTo("re: text two");
  }
}
