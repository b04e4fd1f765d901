package dev.drover.internal.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are packets or malformed, and what could be read can be written and read again. */
class SocketPacketFuzzTest {

  private static final int MAX_ATTACHMENTS = 4;
  private static final long MAX_BYTES = 1 << 16;

  static Stream<byte[]> bodies() {
    return Stream.of(
            "0{\"sid\":\"a\",\"upgrades\":[\"websocket\"],\"pingInterval\":1,\"pingTimeout\":2}",
            "40{\"token\":\"x\"}\u001e40/admin,",
            "42[\"execution:log\",{\"executionId\":\"e\",\"message\":\"m\"}]\u001e43/a,12[]",
            "452-/a,7[\"a\",{\"_placeholder\":true,\"num\":1},\"é😀\"]\u001ebAQ==\u001ebAgM=",
            "461-3[{\"num\":0,\"_placeholder\":true}]\u001eb",
            "44/random,{\"message\":\"Invalid namespace\"}\u001e41\u001e2probe\u001e6",
            "42" + "[".repeat(300))
        .map(body -> body.getBytes(UTF_8));
  }

  @MethodSource("bodies")
  @FuzzTest(maxDuration = "60s")
  void neverFailsOtherwise(byte @NotNull @WithLength(max = 4096) [] body) throws Exception {
    List<EnginePacket> packets;
    try {
      packets = EnginePayload.read(body);
    } catch (MalformedPacketException e) {
      return;
    }
    List<EnginePacket> again = EnginePayload.read(EnginePayload.write(packets));
    assertThat(EnginePayload.write(again)).isEqualTo(EnginePayload.write(packets));
    List<SocketPacket> said = new ArrayList<>();
    try {
      read(packets, said);
    } catch (MalformedPacketException e) {
      assertThat(e).hasMessageStartingWith("malformed packet: ");
    }
    List<SocketPacket> echoed = new ArrayList<>();
    read(write(said), echoed);
    assertThat(EnginePayload.write(write(echoed))).isEqualTo(EnginePayload.write(write(said)));
  }

  private static void read(List<EnginePacket> packets, List<SocketPacket> into)
      throws MalformedPacketException {
    SocketPacketReader reader = new SocketPacketReader(MAX_ATTACHMENTS, MAX_BYTES);
    for (EnginePacket packet : packets) {
      if (packet.type() == EnginePacket.Type.MESSAGE) {
        reader.read(packet).ifPresent(into::add);
      } else if (packet.type() == EnginePacket.Type.OPEN) {
        EngineHandshake handshake = EngineHandshake.read(packet);
        assertThat(EngineHandshake.read(handshake.packet())).isEqualTo(handshake);
      }
    }
  }

  private static List<EnginePacket> write(List<SocketPacket> packets) {
    return packets.stream().flatMap(each -> SocketPacketWriter.write(each).stream()).toList();
  }
}
