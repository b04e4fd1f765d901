package dev.drover.testing.internal.bundle.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Messages of the wire, for people. */
class WordsTest {

  @Test
  void aPictureIsAWord() {
    String picture = Base64.getEncoder().encodeToString(new byte[3_001]);

    assertThat(Words.readable("{\"screenshot\":\"" + picture + "\",\"vm_id\":\"vm-1\"}"))
        .isEqualTo("{\"screenshot\":\"(4004 characters of Base64)\",\"vm_id\":\"vm-1\"}");
  }

  @Test
  void whatPeopleWroteIsNot() {
    String words = "{\"command\":\"" + "ls /usr/local/share ".repeat(200) + "\"}";

    assertThat(Words.readable(words)).isEqualTo(words);
  }
}
