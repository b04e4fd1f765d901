package dev.drover.internal.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final Console console = new Console("vm-1");
  private int commands;

  @Test
  void showsPromptsOutputAndBadEnds() {
    ran("echo hi", "hi\n", "");
    ran("printf x; false", "x", "exit 1");
    ran("true", "", "");

    assertThat(text())
        .containsExactly(
            "vm-1 $ echo hi",
            "hi",
            "vm-1 $ printf x; false",
            "x",
            "[exit 1]",
            "vm-1 $ true",
            "vm-1 $ ");
  }

  @Test
  void aRunningCommandShowsWhatItHasWrittenSoFar() {
    StringBuilder output = new StringBuilder("name? ");
    console.started("c", "ask\nagain", max -> output.toString());
    assertThat(text()).containsExactly("vm-1 $ ask", "  again", "name? ");

    output.append("Ada\n");

    assertThat(text()).containsExactly("vm-1 $ ask", "  again", "name? Ada", "");
  }

  @Test
  void commandsThatRunAtOnceStandOneBelowTheOther() {
    console.started("a", "first", max -> "from first\n");
    console.started("b", "second", max -> "from second\n");
    console.ended("b", "");

    assertThat(text())
        .containsExactly(
            "vm-1 $ first", "from first", "", "vm-1 $ second", "from second", "vm-1 $ ");
  }

  @Test
  void keepsAHundredCommands() {
    IntStream.range(0, 150).forEach(i -> ran("echo " + i, i + "\n", ""));

    assertThat(text()).hasSize(201).first().isEqualTo("vm-1 $ echo 50");
  }

  @Test
  void keepsNoMoreTextThanItsLongestPictureNeeds() {
    IntStream.range(0, 20).forEach(i -> ran("big " + i, ("x".repeat(99) + "\n").repeat(600), ""));

    assertThat(console.commands()).hasSizeLessThan(6).last().isEqualTo("big 19");
  }

  @Test
  void escapeSequencesInACommandLineDoNothing() {
    ran("printf '\u001B[31m'", "", "");

    assertThat(text()).first().isEqualTo("vm-1 $ printf '[31m'");
  }

  @Test
  void thePictureShowsTheColoursOfTheText() throws IOException {
    BufferedImage blank = picture(false);
    ran("colours", "\u001B[41m      \u001B[0m\n\u001B[48;2;1;200;3m      \u001B[0m\n", "");

    BufferedImage image = picture(false);

    assertThat(image.getWidth()).isEqualTo(blank.getWidth()).isGreaterThan(700);
    assertThat(image.getHeight()).isEqualTo(blank.getHeight()).isGreaterThan(500);
    assertThat(count(image, new Color(1, 200, 3))).isGreaterThan(300);
    assertThat(count(blank, new Color(1, 200, 3))).isZero();
    assertThat(count(image, Palette.BACKGROUND)).isGreaterThan(100_000);
  }

  @Test
  void textLeavesItsMarkInItsOwnRow() throws IOException {
    ran("echo x", "WWWWWWWW\n", "");
    BufferedImage image = picture(false);
    ConsoleFont font = ConsoleFont.load();

    long[] lit =
        IntStream.range(0, 4)
            .mapToLong(row -> bright(image, 48 + row * font.cellHeight(), font.cellHeight()))
            .toArray();

    assertThat(lit[0]).isGreaterThan(100);
    assertThat(lit[1]).isGreaterThan(100);
    assertThat(lit[2]).isGreaterThan(100);
    assertThat(lit[3]).isZero();
  }

  @Test
  void theFullPageIsTallerAndBounded() throws IOException {
    ran("seq", IntStream.range(0, 100).mapToObj(i -> i + "\n").reduce("", String::concat), "");
    int hundred = picture(true).getHeight();
    ran("seq", "line\n".repeat(5000), "");
    int many = picture(true).getHeight();

    assertThat(hundred).isGreaterThan(2 * picture(false).getHeight());
    assertThat(many).isGreaterThan(3 * hundred).isLessThan(15_000);
  }

  @Test
  void everyCharacterCanBeDrawn() throws IOException {
    StringBuilder all = new StringBuilder();
    for (int c = 0x20; c < 0x1FB00; c += 37) {
      if (Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF)) {
        all.appendCodePoint(c);
      }
    }
    ran("characters", all.toString(), "");

    assertThat(picture(true).getHeight()).isPositive();
  }

  @Test
  void withoutFontsItSaysWhatToInstall() {
    assertThatThrownBy(
            () ->
                ConsoleFont.load(
                    () -> {
                      throw new InternalError("Fontconfig head is null");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apt-get install fontconfig fonts-dejavu-core");
  }

  private void ran(String line, String output, String note) {
    String id = "c" + ++commands;
    console.started(id, line, max -> output);
    console.ended(id, note);
  }

  private BufferedImage picture(boolean fullPage) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(console.png(fullPage)));
  }

  private List<String> text() {
    return console.rows(Console.MAX_ROWS).stream().map(Row::toString).toList();
  }

  private static long count(BufferedImage image, Color colour) {
    return pixels(image, 0, image.getHeight()).filter(p -> p == colour.getRGB()).count();
  }

  private static long bright(BufferedImage image, int top, int height) {
    return pixels(image, top, height).filter(p -> (p & 0xFF00) > 0x8000).count();
  }

  private static IntStream pixels(BufferedImage image, int top, int height) {
    int[] rgb = image.getRGB(0, top, image.getWidth(), height, null, 0, image.getWidth());
    return IntStream.of(rgb);
  }
}
