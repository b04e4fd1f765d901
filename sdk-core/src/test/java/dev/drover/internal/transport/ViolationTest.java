package dev.drover.internal.transport;

import static dev.drover.internal.transport.ServerFrames.FIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drover.Limits;
import dev.drover.internal.transport.CloseInfo.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that breaks the protocol hears why, and so does the listener. */
class ViolationTest {

  private static final byte[] NOT_UTF8 = {'a', (byte) 0xc3, 'b'};

  private Connected connected;

  @BeforeEach
  void open() throws Exception {
    connected = Connected.open(options -> options.limits(Limits.DEFAULT.withMaxMessageBytes(1000)));
  }

  @AfterEach
  void close() throws Exception {
    connected.close();
  }

  static Stream<Arguments> violations() {
    byte[] begun = ServerFrames.frame(FrameReader.TEXT, "begun");
    byte[] masked = ServerFrames.concat(new byte[] {(byte) 0x81, (byte) 0x81}, new byte[5]);
    return Stream.of(
        arguments("reserved bits", 1002, ServerFrames.frame(FIN | 0x40 | 1, "deflated")),
        arguments("unknown opcode 3", 1002, ServerFrames.frame(FIN | 3, "x")),
        arguments("unknown opcode 11", 1002, ServerFrames.frame(FIN | 11, "x")),
        arguments("masked", 1002, masked),
        arguments("control frame in fragments", 1002, ServerFrames.frame(9, "x")),
        arguments("more than 125", 1002, ServerFrames.frame(FIN | 9, new byte[126])),
        arguments("continuation of nothing", 1002, ServerFrames.frame(FIN, "x")),
        arguments("inside another", 1002, ServerFrames.concat(begun, ServerFrames.text("new"))),
        arguments("negative", 1002, ServerFrames.header(FIN | 1, -1)),
        arguments("half a close code", 1002, ServerFrames.frame(FIN | 8, "x")),
        arguments("close code", 1002, ServerFrames.close(999, "")),
        arguments("close reason", 1007, ServerFrames.frame(FIN | 8, withCode(NOT_UTF8))),
        arguments("not UTF-8", 1007, ServerFrames.frame(FIN | 1, NOT_UTF8)),
        arguments("limit of 1000 bytes", 1009, ServerFrames.frame(FIN | 2, new byte[1001])),
        arguments("limit of 1000 bytes", 1009, ServerFrames.header(FIN | 1, 1L << 31)),
        arguments("limit of 1000 bytes", 1009, ServerFrames.header(FIN | 1, Long.MAX_VALUE)),
        arguments(
            "limit of 1000 bytes",
            1009,
            ServerFrames.concat(begun, ServerFrames.frame(FIN, new byte[996]))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("violations")
  void isAnsweredAndReported(String words, int code, byte[] bytes) throws Exception {
    connected.peer.write(bytes);

    ClientFrame goodbye = connected.peer.readFrame();
    assertThat(goodbye.closeCode()).isEqualTo(code);
    connected.peer.close();
    CloseInfo info = connected.listener.awaitClosed();
    assertThat(info.kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(info.code()).isEqualTo(code);
    assertThat(info.message()).contains(connected.server.hostAndPort(), words);
  }

  @Test
  void whatCameBeforeItIsDelivered() throws Exception {
    connected.peer.write(
        ServerFrames.text("one"), ServerFrames.text("two"), ServerFrames.frame(FIN | 3, "x"));

    assertThat(connected.listener.next()).isEqualTo("text one");
    assertThat(connected.listener.next()).isEqualTo("text two");
    assertThat(connected.listener.next()).isEqualTo("closed");
  }

  @Test
  void whatComesBehindItIsNot() throws Exception {
    connected.peer.write(ServerFrames.frame(FIN | 3, "x"), ServerFrames.text("more"));

    assertThat(connected.listener.next()).isEqualTo("closed");
  }

  @Test
  void endlessContinuationsAreCut() throws Exception {
    connected.peer.write(ServerFrames.frame(FrameReader.TEXT, "x"));
    connected.peer.writeUntilRefused(ServerFrames.frame(FrameReader.CONTINUATION, "x"));

    CloseInfo info = connected.listener.awaitClosed();
    assertThat(info.code()).isEqualTo(1009);
    assertThat(connected.listener.heard).containsExactly("closed");
  }

  @Test
  void aMessageOfExactlyTheLimitIsFine() throws Exception {
    connected.peer.write(
        ServerFrames.frame(FrameReader.TEXT, new byte[500]),
        ServerFrames.frame(FIN, new byte[500]),
        ServerFrames.frame(FIN | FrameReader.BINARY, new byte[1000]));

    assertThat(connected.listener.next()).startsWith("text ").hasSize(1005);
    assertThat(connected.listener.next()).isEqualTo("binary 1000");
  }

  private static byte[] withCode(byte[] reason) {
    return ServerFrames.concat(new byte[] {3, (byte) 0xe8}, reason);
  }
}
