package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.internal.transport.CloseInfo.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a listener throws ends the connection, visibly, and nothing else. */
class ListenerFailureTest {

  static Stream<Arguments> failures() {
    List<Throwable> thrown =
        List.of(
            new IllegalStateException("broken"),
            new AssertionError("broken"),
            new LinkageError("broken"),
            new StackOverflowError("broken"));
    return Stream.of("open", "text x", "binary 1", "pong")
        .flatMap(call -> thrown.stream().map(failure -> Arguments.of(call, failure)));
  }

  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("failures")
  void isReportedAsTheCause(String call, Throwable failure) throws Exception {
    RecordingListener listener = new RecordingListener();
    listener.during =
        heard -> {
          if (heard.equals(call)) {
            ListenerFailureTest.<RuntimeException>sneak(failure);
          }
        };
    try (Connected connected = Connected.open(options -> options, listener)) {
      connected.peer.write(
          ServerFrames.text("x"),
          ServerFrames.frame(ServerFrames.FIN | FrameReader.BINARY, "x"),
          ServerFrames.frame(ServerFrames.FIN | FrameReader.PONG, "x"));

      assertThat(connected.peer.readFrame().closeCode()).isEqualTo(1011);
      connected.peer.close();
      CloseInfo info = listener.awaitClosed();
      assertThat(info.kind()).isEqualTo(Kind.LOST);
      assertThat(info.message()).contains("listener").contains("broken");
      assertThat(info.cause()).isSameAs(failure);
      assertThat(listener.closings).hasValue(1);
    }
  }

  @Test
  void aFailureInTheLastCallChangesNothing() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RecordingListener listener =
        new RecordingListener() {
          @Override
          public void onClosed(CloseInfo info) {
            calls.incrementAndGet();
            throw new AssertionError("expected in the log");
          }
        };
    try (Connected connected = Connected.open(options -> options, listener)) {
      connected.transport.abort("enough");

      connected.peer.awaitEnd();
      await().until(() -> calls.get() == 1);
      connected.transport.close(1000, "");
      assertThat(calls).hasValue(1);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }
}
