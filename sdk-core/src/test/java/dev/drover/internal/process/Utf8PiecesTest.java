package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8PiecesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 100})
  void cutsAnywhereGiveTheSameText(int size) {
    String text = "plain é ß 漢字 🐑🐏 e\u0301 end\r\n";

    assertThat(decoded(text.getBytes(StandardCharsets.UTF_8), size)).isEqualTo(text);
  }

  @Test
  void malformedBytesAreReplacedAsTheJdkDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String expected = new String(bytes, StandardCharsets.UTF_8);

      assertThat(decoded(bytes, 1 + random.nextInt(5))).isEqualTo(expected);
    }
  }

  @Test
  void noPieceEndsInsideACharacter() {
    Utf8Pieces pieces = new Utf8Pieces();
    byte[] sheep = "🐑".getBytes(StandardCharsets.UTF_8);

    assertThat(pieces.decode(Arrays.copyOf(sheep, 3), 3)).isEmpty();
    assertThat(pieces.decode(new byte[] {sheep[3], 'x'}, 2)).isEqualTo("🐑x");
    assertThat(pieces.end()).isEmpty();
  }

  private static String decoded(byte[] bytes, int size) {
    Utf8Pieces pieces = new Utf8Pieces();
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      text.append(pieces.decode(part, part.length));
    }
    return text.append(pieces.end()).toString();
  }
}
