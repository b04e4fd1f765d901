package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.internal.transport.CloseInfo.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseTest {

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

  @Test
  void saysGoodbyeAndWaitsForTheAnswer() throws Exception {
    transport.close(1000, "bye");

    ClientFrame goodbye = peer.readFrame();
    assertThat(goodbye.closeCode()).isEqualTo(1000);
    assertThat(goodbye.closeReason()).isEqualTo("bye");
    assertThat(listener.closed).isNotDone();
    peer.write(ServerFrames.close(1000, "bye")).close();
    assertThat(listener.awaitClosed())
        .isEqualTo(new CloseInfo(Kind.CLOSED_HERE, 1000, "closed here: bye", 0, "", null));
  }

  @Test
  void aSilentPeerIsNotWaitedForLong() throws Exception {
    transport.close(1000, "");

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
    peer.awaitEnd();
  }

  @Test
  void aPeerThatAnswersButKeepsTheConnectionIsCutOff() throws Exception {
    transport.close(1000, "");
    peer.write(ServerFrames.close(1000, ""));

    listener.awaitClosed();
    peer.awaitEnd();
  }

  @Test
  void manyClosesAreOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    threads.invokeAll(
        IntStream.range(3000, 3008)
            .mapToObj(code -> Executors.callable(() -> transport.close(code, "")))
            .toList());
    threads.shutdown();

    ClientFrame first = peer.readFrame();
    assertThat(listener.awaitClosed().code()).isEqualTo(first.closeCode());
    peer.awaitEnd();
    assertThat(listener.closings).hasValue(1);
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() throws Exception {
    transport.close(1000, "€".repeat(200));

    assertThat(peer.readFrame().closeReason()).isEqualTo("€".repeat(41));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
  void codesThatCannotBeSentAreRefused(int code) {
    assertThatThrownBy(() -> transport.close(code, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(code));
    assertThat(listener.closed).isNotDone();
  }

  @Test
  void whatWasQueuedGoesOutFirst() throws Exception {
    for (int i = 0; i < 200; i++) {
      transport.send(("message " + i).repeat(50).getBytes(UTF_8));
    }
    transport.close(1000, "");

    for (int i = 0; i < 200; i++) {
      assertThat(peer.readFrame().text()).startsWith("message " + i);
    }
    assertThat(peer.readFrame().opcode).isEqualTo(FrameReader.CLOSE);
  }

  @Test
  void nothingIsSentOrHeardAfterwards() throws Exception {
    transport.close(1000, "");
    assertThatThrownBy(() -> transport.send(new byte[1])).isInstanceOf(TransportException.class);
    transport.ping();

    assertThat(peer.readFrame().opcode).isEqualTo(FrameReader.CLOSE);
    peer.write(ServerFrames.text("too late"), ServerFrames.close(1000, "")).awaitEnd();
    listener.awaitClosed();
    assertThat(listener.heard).containsExactly("closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "binary", "pong"})
  void closingInsideACallback(String call) throws Exception {
    listener.during = any -> transport.close(4000, "in " + call);

    peer.write(
        ServerFrames.frame(
            ServerFrames.FIN | (call.equals("text") ? 1 : call.equals("binary") ? 2 : 10), "x"));

    assertThat(peer.readFrame().closeReason()).isEqualTo("in " + call);
    peer.write(ServerFrames.close(4000, "")).close();
    assertThat(listener.awaitClosed().code()).isEqualTo(4000);
  }

  @Test
  void thePeerSaysGoodbye() throws Exception {
    peer.write(ServerFrames.close(1008, "not you"));

    assertThat(peer.readFrame().closeCode()).isEqualTo(1008);
    peer.close();
    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.CLOSED_BY_PEER);
    assertThat(info.code()).isEqualTo(1008);
    assertThat(info.message()).contains(connected.server.hostAndPort(), "1008", "not you");
  }

  @Test
  void thePeerSaysGoodbyeAndStays() throws Exception {
    peer.write(ServerFrames.close(1001, ""), ServerFrames.text("more"));

    assertThat(listener.awaitClosed().code()).isEqualTo(1001);
    peer.awaitEnd();
  }

  @Test
  void thePeerIsGoneWithoutAWord() throws Exception {
    peer.close();

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.LOST);
    assertThat(info.code()).isEqualTo(1006);
  }

  @Test
  void theConnectionIsReset() throws Exception {
    peer.reset();

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.LOST);
  }

  @Test
  void thePeersLastWordsCountMoreThanAFailedWrite() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    listener.during =
        any -> await().atMost(Duration.ofSeconds(5)).until(() -> busy.getCount() == 0);
    peer.write(ServerFrames.text("look at this"));
    assertThat(listener.next()).isEqualTo("text look at this");
    peer.write(ServerFrames.close(1008, "token revoked"));
    peer.close();

    await().until(() -> !canSend());
    busy.countDown();

    assertThat(listener.awaitClosed().message()).contains("token revoked");
  }

  @Test
  void abortingCutsWithoutGoodbye() throws Exception {
    transport.abort("nothing arrived for 30 s");

    CloseInfo info = listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.LOST);
    assertThat(info.message()).contains("nothing arrived for 30 s");
    peer.awaitEnd();
    assertThat(listener.closings).hasValue(1);
  }

  @Test
  void theLastCallHoldsNoLock() throws Exception {
    CompletableFuture<Void> closedElsewhere = new CompletableFuture<>();
    RecordingListener closing =
        new RecordingListener() {
          @Override
          public void onClosed(CloseInfo info) {
            CompletableFuture.runAsync(() -> transport.close(1000, "")).join();
            closedElsewhere.complete(null);
          }
        };
    try (Connected other = Connected.open(options -> options, closing)) {
      transport = other.transport;
      transport.close(1000, "");

      assertThat(closedElsewhere).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  @Test
  void aStuckCallbackDoesNotHoldUpTheReport() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    AtomicReference<String> after = new AtomicReference<>("");
    listener.during =
        any -> {
          await().atMost(Duration.ofSeconds(10)).until(() -> busy.getCount() == 0);
          after.set("after " + listener.closings.get());
        };
    peer.write(ServerFrames.text("first"), ServerFrames.text("second"));
    assertThat(listener.next()).isEqualTo("text first");

    transport.close(1000, "");

    assertThat(listener.awaitClosed().kind()).isEqualTo(Kind.CLOSED_HERE);
    busy.countDown();
    await().until(() -> "after 1".equals(after.get()));
    assertThat(listener.heard).containsExactly("closed");
  }

  private boolean canSend() {
    try {
      transport.send(new byte[100]);
      return true;
    } catch (TransportException e) {
      return false;
    }
  }
}
