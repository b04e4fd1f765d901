package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @Test
  void agreesWithTheJdkOnEachPairAndTriple() {
    for (int i = 0; i < 1 << 16; i++) {
      assertSameAsJdk(new byte[] {(byte) (i >> 8), (byte) i});
    }
    for (int lead = 0xe0; lead < 0x100; lead++) {
      for (int i = 0; i < 1 << 16; i += 7) {
        assertSameAsJdk(new byte[] {(byte) lead, (byte) (i >> 8), (byte) i, (byte) 0x80});
      }
    }
  }

  @Test
  void agreesWithTheJdkOnTextsWithOneWrongByte() {
    Random random = new Random(7);
    String alphabet = "abcdefghijklmnop äß€𝄞";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      random
          .ints(length, 0, alphabet.codePointCount(0, alphabet.length()))
          .forEach(i -> text.appendCodePoint(alphabet.codePoints().skip(i).iterator().nextInt()));
      byte[] bytes = text.toString().getBytes(UTF_8);
      assertThat(Utf8.isValid(bytes)).isTrue();
      if (bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        assertSameAsJdk(bytes);
        assertSameAsJdk(Arrays.copyOf(bytes, bytes.length - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void truncatesBetweenCharacters(int bytes) {
    String text = "aä€𝄞z";

    String cut = Utf8.truncate(text, bytes);

    assertThat(cut.getBytes(UTF_8).length).isLessThanOrEqualTo(bytes).isGreaterThan(bytes - 4);
    assertThat(text).startsWith(cut);
  }

  private static void assertSameAsJdk(byte[] bytes) {
    boolean valid = true;
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      valid = false;
    }
    if (Utf8.isValid(bytes) != valid) {
      throw new AssertionError("the JDK says " + valid + " of " + Arrays.toString(bytes));
    }
  }
}
