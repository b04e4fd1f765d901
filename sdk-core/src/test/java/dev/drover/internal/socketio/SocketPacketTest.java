package dev.drover.internal.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketPacketTest {

  private final SocketPacketReader reader = new SocketPacketReader(2, 1000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0{\"token\":\"123\"}",
        "0/admin,{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}",
        "1",
        "1/admin,",
        "2[\"foo\"]",
        "2[\"foo\",\"bar\",1.50,null,{\"a\":[ 1 ]}]",
        "2/admin,12[\"foo\"]",
        "2[\"\"]",
        "3/admin,13[\"bar\"]",
        "30[]",
        "4/admin,{\"message\":\"Not authorized\"}",
        "4\"text\""
      })
  void isWrittenAsItWasRead(String wire) throws Exception {
    SocketPacket packet = reader.read(text(wire)).orElseThrow();

    assertThat(wire(packet)).containsExactly(wire);
  }

  @Test
  void attachmentsAreTakenOutAndPutBack() throws Exception {
    Arguments arguments =
        Arguments.of("a", Map.of("file", new byte[] {1, 2}), List.of(new byte[] {3}));
    SocketPacket event = new SocketPacket.Event("/admin", 456L, "upload", arguments);

    List<EnginePacket> sent = SocketPacketWriter.write(event);

    assertThat(sent.get(0).text())
        .isEqualTo(
            "52-/admin,456[\"upload\",\"a\",{\"file\":{\"_placeholder\":true,\"num\":0}},"
                + "[{\"_placeholder\":true,\"num\":1}]]");
    assertThat(reader.read(sent.get(0))).isEmpty();
    assertThat(reader.read(sent.get(1))).isEmpty();
    assertThat(reader.isWaiting()).isTrue();
    SocketPacket.Event received = (SocketPacket.Event) reader.read(sent.get(2)).orElseThrow();
    assertThat(received.name()).isEqualTo("upload");
    assertThat(received.id()).isEqualTo(456);
    assertThat(received.arguments().texts()).isEqualTo(arguments.texts());
    assertThat(received.arguments().attachments())
        .containsExactly(new byte[] {1, 2}, new byte[] {3});
    assertThat(reader.isWaiting()).isFalse();
  }

  @Test
  void aBinaryPacketWithoutAttachmentsIsWholeAtOnce() throws Exception {
    Optional<SocketPacket> packet = reader.read(text("60-7[1]"));

    assertThat(packet.map(SocketPacketTest::wire)).contains(List.of("37[1]"));
  }

  @Test
  void placeholdersWithoutAttachmentsAreOrdinaryData() throws Exception {
    String wire = "2[\"a\",{\"_placeholder\":true,\"num\":9}]";

    assertThat(reader.read(text(wire)).map(SocketPacketTest::wire)).contains(List.of(wire));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|unknown Socket.IO packet type",
        "abc|unknown Socket.IO packet type",
        "2|invalid payload",
        "2{}|invalid payload",
        "2[]|invalid payload",
        "2[{}]|invalid payload",
        "2[null]|invalid payload",
        "2[\"connect\"]|reserved",
        "2[\"connect_error\"]|reserved",
        "2[\"disconnect\"]|reserved",
        "2[\"disconnecting\"]|reserved",
        "2[\"newListener\"]|reserved",
        "2[\"removeListener\",1]|reserved",
        "2abc[\"a\"]|JSON",
        "2[\"a\"]x|JSON",
        "2[\"a\"|JSON",
        "2[\"a\",}|JSON",
        "3[1]|lacks its id",
        "31{}|invalid payload",
        "29999999999999999[\"a\"]|too large",
        "0[]|invalid payload",
        "0\"a\"|invalid payload",
        "1{}|invalid payload",
        "4[]|invalid payload",
        "51[\"a\"]|illegal attachments",
        "5[\"a\"]|illegal attachments",
        "5-[\"a\"]|illegal attachments",
        "5x-[\"a\"]|illegal attachments",
        "51.5-[\"a\"]|illegal attachments",
        "53-[\"a\"]|more than 2 attachments",
        "51-[\"a\",{\"_placeholder\":true,\"num\":1}]|illegal attachments",
        "51-[\"a\",{\"_placeholder\":true,\"num\":-1}]|illegal attachments",
        "51-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]|illegal attachments",
        "51-[\"a\",[{\"num\":0.5,\"_placeholder\":true}]]|illegal attachments",
        "51-[\"a\",{\"_placeholder\":true}]|illegal attachments"
      })
  void refusesWhatIsNoPacket(String wire, String why) {
    assertThatThrownBy(() -> reader.read(text(wire)))
        .isInstanceOf(MalformedPacketException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesTextAmongAttachmentsAndAttachmentsThatNobodyAnnounced() throws Exception {
    SocketPacketReader other = new SocketPacketReader(2, 1000);
    reader.read(text("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"));

    assertThatThrownBy(() -> reader.read(text("2[\"b\"]"))).hasMessageContaining("attachment");
    assertThatThrownBy(() -> other.read(EnginePacket.binary(new byte[1])))
        .hasMessageContaining("no packet has announced");
  }

  @Test
  void boundsTheBytesOfAPacketWithItsAttachments() throws Exception {
    reader.read(text("52-[\"a\"]"));
    reader.read(EnginePacket.binary(new byte[900]));

    assertThatThrownBy(() -> reader.read(EnginePacket.binary(new byte[100])))
        .hasMessageContaining("over 1000 bytes");
  }

  @Test
  void boundsNesting() throws Exception {
    SocketPacketReader wide = new SocketPacketReader(1, 1 << 20);
    int most = PacketJson.MAX_DEPTH - 1;

    assertThat(wide.read(text(nested(most, "2")))).isPresent();
    assertThatThrownBy(() -> wide.read(text(nested(most + 1, "2")))).hasMessageContaining("deep");
    assertThatThrownBy(() -> wide.read(text(nested(100_000, "51-")))).hasMessageContaining("deep");
  }

  @Test
  void refusesOtherEncodingsOfJson() {
    byte[] utf16 = "[\"a\"]".getBytes(java.nio.charset.StandardCharsets.UTF_16LE);
    byte[] packet = new byte[1 + utf16.length];
    packet[0] = '2';
    System.arraycopy(utf16, 0, packet, 1, utf16.length);

    assertThatThrownBy(() -> reader.read(EnginePacket.text(packet))).hasMessageContaining("UTF-8");
  }

  @Test
  void argumentsKeepTheirPlacesBehindWideCharacters() throws Exception {
    SocketPacket.Event event =
        (SocketPacket.Event)
            reader.read(text("2[\"é😀\", \"ü\" ,-12.5e3 , true,[ ] ]")).orElseThrow();

    assertThat(event.name()).isEqualTo("é😀");
    assertThat(event.arguments().texts()).containsExactly("\"ü\"", "-12.5e3", "true", "[ ]");
  }

  @Test
  void aTokenDoesNotShow() throws Exception {
    assertThat(reader.read(text("0{\"token\":\"secret\"}")).orElseThrow().toString())
        .doesNotContain("secret");
  }

  @Test
  void refusesToWriteWhatIsNoJson() {
    assertThatThrownBy(() -> Arguments.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object cannot be written as JSON");
  }

  private static String nested(int depth, String head) {
    return head + "[\"a\"," + "[".repeat(depth) + "]".repeat(depth) + "]";
  }

  private static EnginePacket text(String wire) {
    return EnginePacket.text(wire.getBytes(UTF_8));
  }

  private static List<String> wire(SocketPacket packet) {
    return SocketPacketWriter.write(packet).stream().map(EnginePacket::text).toList();
  }
}
