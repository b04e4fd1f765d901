package dev.drover.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StyledLineTest {

  @Test
  void coloursAreRunsAndOtherSequencesLeaveNoTrace() {
    List<StyledLine> lines = StyledLine.of("a \u001B[1;31mred\u001B[0m b\u001B]0;title\u0007\nc\n");

    assertThat(lines).extracting(StyledLine::toString).containsExactly("a red b", "c");
    assertThat(lines.get(0).runs())
        .extracting(StyledLine.Run::isPlain)
        .containsExactly(true, false, true);
    assertThat(lines.get(0).runs().get(1).bold()).isTrue();
  }

  @Test
  void whatWasOverwrittenIsGone() {
    assertThat(StyledLine.of("10 %\r100 %\n"))
        .extracting(StyledLine::toString)
        .containsExactly("100 %");
  }

  @Test
  void noOutputHasNoLines() {
    assertThat(StyledLine.of("")).isEmpty();
  }

  @Test
  void noiseThatMovesTheCursorStaysSmall() {
    List<StyledLine> lines = StyledLine.of("\u001B[9999Gx\n".repeat(1_000));

    assertThat(lines).hasSize(1_000).allMatch(line -> line.toString().length() <= 500);
  }
}
