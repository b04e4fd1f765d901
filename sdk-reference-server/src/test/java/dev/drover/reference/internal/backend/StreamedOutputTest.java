package dev.drover.reference.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamedOutputTest {

  private final StreamedOutput output = new StreamedOutput();

  @Test
  void theNewestOfManyCharactersIsKept() {
    for (int i = 0; i < 1_200_000; i++) {
      assertThat(output.add(i % 2 == 0 ? "a" : "b")).isEqualTo(i);
    }

    assertThat(output.isTruncated()).isTrue();
    assertThat(output.text()).hasSizeBetween(1 << 19, 1 << 20).startsWith("ab").endsWith("ab");
  }

  @Test
  void piecesOfNothingAreCountedAndCostNothing() {
    for (int i = 0; i < 1_000; i++) {
      output.add("");
    }

    assertThat(output.add("end")).isEqualTo(1_000);
    assertThat(output.text()).isEqualTo("end");
    assertThat(output.isTruncated()).isFalse();
  }
}
