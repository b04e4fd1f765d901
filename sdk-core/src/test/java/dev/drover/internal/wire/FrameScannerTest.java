package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.internal.wire.ExecutionMessage.PreviewFrame;
import java.util.Base64;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames found without parsing are the same as parsed ones; all else is left to the parser. */
class FrameScannerTest {

  private static final String USUAL =
      "{'type':'preview_frame','device_id':'d1','frame_data':'data:image/jpeg;base64,/9j/4A==',"
          + "'width':1080,'height':1920,'timestamp':'2025-01-27T10:30:30.500Z'}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        USUAL,
        "  { 'height' : 1920 , 'frame_data' : 'data:image/jpeg;base64,/9j/4A==' ,\n'width':1080 ,\t"
            + "'timestamp':'2025-01-27T10:30:30.500Z','device_id':'d1','type':'preview_frame' } ",
        "{'type':'preview_frame','sequence':12,'note':'}{][,:','device_id':'d1','width':1080,"
            + "'frame_data':'/9j/4A==','height':1920,'timestamp':'2025-01-27T10:30:30.500Z'}"
      })
  void aFrameIsFoundHoweverItsFieldsAreOrdered(String json) throws Exception {
    RawFrame frame = Objects.requireNonNull(FrameScanner.scan(bytes(json)));

    assertSame(frame, RawFrame.of((PreviewFrame) WireCodec.EXECUTION.decode(bytes(json))));
    assertThat(frame.decode()).containsExactly(0xff, 0xd8, 0xff, 0xe0);
    assertThat(frame.deviceId()).isEqualTo("d1");
    assertThat(frame.width() + "×" + frame.height()).isEqualTo("1080×1920");
    assertThat(frame.base64Length()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'preview_frame','device_id':'d1','frame_data':'\\/9j\\/4A=='}",
        "{'type':'preview_frame','device_id':'d\\u0031','frame_data':'/9j/4A=='}",
        "{'type':'preview_frame','device_id':'d1','frame_data':'/9j/4A==','more':{'a':[1]}}",
        "{'type':'preview_frame','device_id':'d1','frame_data':'/9j/4A==','width':null}",
        "{'type':'preview_frame','device_id':'d1','frame_data':'/9j/4A==','ok':true,'x':-1.5}"
      })
  void anUnusualFrameIsLeftToTheParser(String json) throws Exception {
    assertThat(FrameScanner.scan(bytes(json))).isNull();

    RawFrame parsed = RawFrame.of((PreviewFrame) WireCodec.EXECUTION.decode(bytes(json)));
    assertThat(parsed.decode()).containsExactly(0xff, 0xd8, 0xff, 0xe0);
    assertThat(parsed.deviceId()).isEqualTo("d1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'type':'log_entry','message':'preview_frame'}",
        "{'type':'preview_frame'}",
        "{'kind':'preview_frame','frame_data':'x'}",
        "{'type':'preview_frame','frame_data':'x'",
        "{'type':'preview_frame','frame_data':'x'} {",
        "{'type':'preview_frame','frame_data':'x',}",
        "{'type':'preview_frame','frame_data':'x','width':12345678901}",
        "{'type':'preview_frame','frame_data':'x','width':'1'}",
        "{'type':'preview_frame','frame_data':'x"
      })
  void whatIsNoFrameIsNone(String json) {
    assertThat(FrameScanner.scan(bytes(json))).isNull();
  }

  @Test
  void everyBeginningOfAFrameIsNone() {
    byte[] whole = bytes(USUAL);
    for (int length = 0; length < whole.length; length++) {
      assertThat(FrameScanner.scan(java.util.Arrays.copyOf(whole, length))).isNull();
    }
  }

  @Test
  void picturesOfAllLengthsComeOutAsTheyWentIn() {
    Random random = new Random(1);
    for (int length = 0; length < 300; length++) {
      byte[] picture = new byte[length];
      random.nextBytes(picture);
      String data = Base64.getEncoder().encodeToString(picture);
      RawFrame frame = FrameScanner.scan(bytes(USUAL.replace("/9j/4A==", data)));
      assertThat(Objects.requireNonNull(frame).decode()).isEqualTo(picture);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/jpeg;base64,****", "data:image/jpeg", "a"})
  void whatIsNoBase64IsToldWhenAskedFor(String data) {
    RawFrame frame =
        FrameScanner.scan(bytes("{'type':'preview_frame','frame_data':'" + data + "'}"));

    if (data.equals("data:image/jpeg")) {
      assertThat(Objects.requireNonNull(frame).decode()).isEmpty();
    } else {
      assertThatThrownBy(() -> Objects.requireNonNull(frame).decode())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void quotesAreFoundAtEveryPlace() {
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      byte[] text = new byte[random.nextInt(40)];
      for (int i = 0; i < text.length; i++) {
        text[i] = (byte) "\"\\!#[]\u0000\u007f\u00a2\u00dc".charAt(random.nextInt(10));
      }
      int from = text.length == 0 ? 0 : random.nextInt(text.length);
      assertThat(JsonBytes.quoteOrBackslash(text, from)).isEqualTo(slowly(text, from));
    }
  }

  private static int slowly(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }

  private static void assertSame(RawFrame frame, RawFrame other) {
    assertThat(frame)
        .usingRecursiveComparison()
        .ignoringFields("text", "from", "to")
        .isEqualTo(other);
    assertThat(new String(frame.decode(), US_ASCII))
        .isEqualTo(new String(other.decode(), US_ASCII));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }
}
