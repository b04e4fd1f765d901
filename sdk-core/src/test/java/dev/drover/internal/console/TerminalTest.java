package dev.drover.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {

  static List<Arguments> outputs() {
    return List.of(
        Arguments.of("one\ntwo", List.of("one", "two")),
        Arguments.of("one\r\ntwo\r\n", List.of("one", "two", "")),
        Arguments.of("progress 10%\rprogress 100%", List.of("progress 100%")),
        Arguments.of("long text\rno", List.of("nong text")),
        Arguments.of("long text\r\u001B[Kno", List.of("no")),
        Arguments.of("abc\b\bX", List.of("aXc")),
        Arguments.of("a\tb\tc", List.of("a       b       c")),
        Arguments.of("0123456789012345678901234567x", List.of("012345678901234567890123", "4567x")),
        Arguments.of("漢字漢字漢字漢字漢字漢字漢", List.of("漢字漢字漢字漢字漢字漢字", "漢")),
        Arguments.of("x漢字漢字漢字漢字漢字漢字", List.of("x漢字漢字漢字漢字漢字漢", "字")),
        Arguments.of("e\u0301 🐑!", List.of("e\u0301 🐑!")),
        Arguments.of("👩\u200D🚀!", List.of("👩\u200D🚀!")),
        Arguments.of("a\u0007b\u0000c\u007Fd", List.of("abcd")),
        Arguments.of("one\ntwo\u001B[A!\u001B[B?", List.of("one!", "two ?")),
        Arguments.of("old\n\u001B[H\u001B[2Jnew", List.of("new")),
        Arguments.of("a\nb\nc\u001B[2A\u001B[Jx", List.of("ax")),
        Arguments.of("abc\u001B[2Dx\u001B[1Gy\u001B[3Cz", List.of("yxc z")));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void showsWhatATerminalWould(String output, List<String> rows) {
    assertThat(rows(output)).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001B[?25l\u001B[?1049h",
        "\u001B]0;a title\u0007",
        "\u001B]8;;http://x/\u001B\\",
        "\u001BP1$tx\u001B\\",
        "\u001B(B\u001B)0\u001B=\u001B>\u001B7\u001B8",
        "\u001B[12;40H\u001B[6n\u001B[>c",
        "\u009B31m",
        "\u001B[38;5;1m\u001B[48;2;1;2;3m\u001B[38;2;1m\u001B[;;;m",
        "\u001B[99999999999999999999m",
        "\u001B",
        "\u001B[",
        "\u001B[31",
        "\u001B]0;cut off"
      })
  void otherSequencesLeaveNoTrace(String sequence) {
    assertThat(rows("before" + sequence)).containsExactly("before");
  }

  @Test
  void coloursAndWeightAreRemembered() {
    Terminal terminal = new Terminal(80, 100);

    terminal.write("\u001B[1;31mr\u001B[0mp\u001B[92;44mg\u001B[39;49mq");
    terminal.write("\u001B[38;5;208mo\u001B[48;2;1;2;3mt\u001B[7mi\u001B[m.");

    Row row = terminal.rows().get(0);
    assertThat(row.at(0).style()).isEqualTo(Style.PLAIN.withForeground(1).withWeight(true, false));
    assertThat(row.at(1).style()).isEqualTo(Style.PLAIN);
    assertThat(row.at(2).style()).isEqualTo(Style.PLAIN.withForeground(10).withBackground(4));
    assertThat(row.at(3).style()).isEqualTo(Style.PLAIN);
    assertThat(row.at(4).style()).isEqualTo(Style.PLAIN.withForeground(208));
    assertThat(row.at(5).style().background()).isEqualTo(Style.RGB | 0x010203);
    assertThat(row.at(6).style().inverse()).isTrue();
    assertThat(row.at(7).style()).isEqualTo(Style.PLAIN);
  }

  @Test
  void keepsTheNewestRows() {
    Terminal terminal = new Terminal(80, 3);

    terminal.write("1\n2\n3\n4\n5");

    assertThat(terminal.rows()).extracting(Row::toString).containsExactly("3", "4", "5");
  }

  @Test
  void nothingThatAProgramWritesBreaksIt() {
    Random random = new Random(1);
    String alphabet = "\u001B\u001B[[[];m?0123456789ABCDEFGHJK\r\n\t\b漢🐑e\u0301\u200D x";
    int[] characters = alphabet.codePoints().toArray();
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 60; k++) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      Terminal terminal = new Terminal(10, 5);
      terminal.write(text.toString());
      assertThat(terminal.rows()).hasSizeBetween(1, 5).allMatch(row -> row.length() <= 10);
    }
  }

  private static List<String> rows(String output) {
    Terminal terminal = new Terminal(24, 100);
    terminal.write(output);
    return terminal.rows().stream().map(Row::toString).toList();
  }
}
