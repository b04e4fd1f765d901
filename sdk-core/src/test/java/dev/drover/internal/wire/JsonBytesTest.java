package dev.drover.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {

  /** Also with what one test takes for a quote or a backslash at first, and what is no ASCII. */
  @RepeatedTest(50)
  void theFirstQuoteOrBackslashIsFoundWhereverItIs() {
    Random random = new Random();
    byte[] text = new byte[random.nextInt(300)];
    String letters = random.nextBoolean() ? "abc+/=" : "abc]#";
    for (int i = 0; i < text.length; i++) {
      int kind = random.nextInt(200);
      text[i] =
          (byte)
              (kind == 0
                  ? '"'
                  : kind == 1
                      ? '\\'
                      : kind == 2 ? random.nextInt() : letters.charAt(kind % letters.length()));
    }

    for (int from = 0; from <= text.length; from++) {
      assertThat(JsonBytes.quoteOrBackslash(text, from)).isEqualTo(oneByOne(text, from));
    }
  }

  @Test
  void everyByteIsTakenForWhatItIs() {
    for (int value = 0; value < 256; value++) {
      byte[] text = "a".repeat(80).getBytes(US_ASCII);
      text[61] = (byte) value;

      boolean meant = value == '"' || value == '\\';
      assertThat(JsonBytes.quoteOrBackslash(text, 3))
          .as("byte %d", value)
          .isEqualTo(meant ? 61 : 80);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\\'})
  void noByteHidesTheOneBehindIt(char meant) {
    for (int value = 0; value < 256; value++) {
      byte[] text = "a".repeat(80).getBytes(US_ASCII);
      for (int i = 40; i < 61; i++) {
        text[i] = (byte) value;
      }
      text[61] = (byte) meant;

      assertThat(JsonBytes.quoteOrBackslash(text, 3))
          .as("byte %d", value)
          .isEqualTo(oneByOne(text, 3));
    }
  }

  private static int oneByOne(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }
}
