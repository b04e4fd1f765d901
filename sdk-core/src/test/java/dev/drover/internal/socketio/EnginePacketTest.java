package dev.drover.internal.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePacketTest {

  @ParameterizedTest
  @EnumSource(EnginePacket.Type.class)
  void everyTypeIsReadAsItWasWritten(EnginePacket.Type type) throws Exception {
    byte[] frame = EnginePacket.of(type, "probe").frame();

    EnginePacket read = EnginePacket.read(frame);

    assertThat(new String(frame, UTF_8)).isEqualTo((char) type.digit() + "probe");
    assertThat(read.is(type, "probe")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "b", "x4", "-1", " 4"})
  void refusesWhatHasNoType(String frame) {
    assertThatThrownBy(() -> EnginePacket.read(frame.getBytes(UTF_8)))
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageStartingWith("malformed packet: ");
  }

  @Test
  void aBinaryMessageIsItsBytesOverWebSocketAndBase64OverPolling() throws Exception {
    EnginePacket binary = EnginePacket.binary(new byte[] {1, 2, 3, 4});

    byte[] body = EnginePayload.write(List.of(EnginePacket.text("hello".getBytes(UTF_8)), binary));

    assertThat(binary.frame()).containsExactly(1, 2, 3, 4);
    assertThat(new String(body, UTF_8)).isEqualTo("4hello\u001ebAQIDBA==");
    List<EnginePacket> read = EnginePayload.read(body);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).is(EnginePacket.Type.MESSAGE, "hello")).isTrue();
    assertThat(read.get(1).isBinary()).isTrue();
    assertThat(read.get(1).data()).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\u001e", "4a\u001e", "\u001e4a", "4a\u001e\u001e4b", "bA*=", "4a\u001eabc"})
  void refusesABodyWithAnythingMalformedInIt(String body) {
    assertThatThrownBy(() -> EnginePayload.read(body.getBytes(UTF_8)))
        .isInstanceOf(MalformedPacketException.class);
  }

  @Test
  void refusesABodyThatIsNoUtf8() {
    assertThatThrownBy(() -> EnginePayload.read(new byte[] {'4', (byte) 0xC3, '('}))
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void aBodyHoldsWhatTheLimitAllowsWithSeparatorsAndBase64() {
    // 4é (3 bytes), separator, bAQID (5 bytes), separator, 4x
    Queue<EnginePacket> queue =
        new ArrayDeque<>(
            List.of(
                EnginePacket.text("é".getBytes(UTF_8)),
                EnginePacket.binary(new byte[] {1, 2, 3}),
                EnginePacket.text("x".getBytes(UTF_8))));

    List<EnginePacket> first = EnginePayload.take(queue, 9);

    assertThat(first).hasSize(2);
    assertThat(EnginePayload.write(first)).hasSize(9);
    assertThat(EnginePayload.take(queue, 1)).as("never none").hasSize(1);
    assertThat(queue).isEmpty();
  }

  @Test
  void oneByteLessTakesOnePacketLess() {
    Queue<EnginePacket> queue =
        new ArrayDeque<>(
            List.of(
                EnginePacket.text("é".getBytes(UTF_8)), EnginePacket.binary(new byte[] {1, 2, 3})));

    assertThat(EnginePayload.take(queue, 8)).hasSize(1);
  }

  @Test
  void theHandshakeIsReadAsItWasWritten() throws Exception {
    EngineHandshake handshake =
        new EngineHandshake(
            "abc\"",
            List.of("websocket"),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            1_000_000);

    EnginePacket packet = handshake.packet();

    assertThat(packet.text())
        .isEqualTo(
            "{\"sid\":\"abc\\\"\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,"
                + "\"pingTimeout\":200,\"maxPayload\":1000000}");
    assertThat(EngineHandshake.read(packet)).isEqualTo(handshake);
  }

  @Test
  void aHandshakeMayHaveFieldsThatNobodyKnows() throws Exception {
    EnginePacket packet =
        EnginePacket.of(
            EnginePacket.Type.OPEN,
            "{\"x\":{\"sid\":1},\"sid\":\"s\",\"upgrades\":[1,[\"a\"]],\"pingInterval\":1,\"pingTimeout\":2}");

    EngineHandshake handshake = EngineHandshake.read(packet);

    assertThat(handshake.sid()).isEqualTo("s");
    assertThat(handshake.upgrades()).isEmpty();
    assertThat(handshake.maxPayload()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "{\"sid\":\"a\",\"pingInterval\":0,\"pingTimeout\":1}",
        "{\"sid\":\"a\",\"pingInterval\":99999999999999999999,\"pingTimeout\":1}",
        "{\"sid\":7,\"pingInterval\":1,\"pingTimeout\":1}",
        "{\"sid\":\"a\",\"pingInterval\":1,\"pingTimeout\":1}x"
      })
  void refusesAHandshakeWithoutSessionOrBeat(String json) {
    assertThatThrownBy(() -> EngineHandshake.read(EnginePacket.of(EnginePacket.Type.OPEN, json)))
        .isInstanceOf(MalformedPacketException.class);
  }
}
