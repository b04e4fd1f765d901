package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program of README's first command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are lines for sh")
class QuickStartTest {

  private static Path screenshots = Path.of("");
  private static String output = "";

  @BeforeAll
  static void runIt(@TempDir Path folder) {
    screenshots = folder;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    QuickStart.run(screenshots, new PrintStream(printed, true, StandardCharsets.UTF_8));
    output = printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runsTwoTestCasesAndShowsWhatBecameOfThem() {
    assertThat(output)
        .containsPattern("(?m)^\\S+  \\* running$")
        .containsPattern("(?m)^\\S+  \\| reading page 3$")
        .containsPattern("(?m)^\\S+  \\| 2:computer science$")
        .containsPattern("(?m)^PASSED  search on \\S+$")
        .containsPattern("(?m)^PASSED  login on \\S+$")
        .containsPattern("(?m)^ +exit 0, +\\d+ ms  whoami$")
        .contains("2 test cases, 2 passed; 6 steps, 2 screenshots");
    assertThat(output.lines().filter(line -> line.endsWith("given back"))).hasSize(2);
  }

  @Test
  void takesAPictureOfEachVm() throws IOException {
    for (String testCase : new String[] {"search", "login"}) {
      BufferedImage picture = ImageIO.read(screenshots.resolve(testCase + ".png").toFile());
      assertThat(picture.getWidth()).isGreaterThan(300);
      assertThat(picture.getHeight()).isGreaterThan(200);
    }
  }
}
