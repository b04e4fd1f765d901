package dev.drover.reference.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  private final List<String> seen = new ArrayList<>();
  private final Lines lines = new Lines(seen::add);

  @Test
  void piecesMayEndAnywhere() {
    lines.add("o");
    lines.add("ne\ntw");
    lines.add("o\r");
    lines.add("\n\nlast");
    lines.end();

    assertThat(seen).containsExactly("one", "two", "", "last");
  }

  @Test
  void whatEndsWithALineEndHasNoEmptyLineAfterIt() {
    lines.add("one\n");
    lines.end();

    assertThat(seen).containsExactly("one");
  }

  @Test
  void aLineThatNeverEndsIsGivenOutInParts() {
    lines.add("x".repeat(20_000));
    lines.end();

    assertThat(seen).hasSize(3);
    assertThat(String.join("", seen)).hasSize(20_000);
  }
}
