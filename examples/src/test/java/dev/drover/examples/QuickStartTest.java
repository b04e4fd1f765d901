package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of README's first command. */
class QuickStartTest {

  @TempDir private Path screenshots;

  @Test
  void runsTwoTestCasesAndShowsWhatBecameOfThem() {
    String output = runIt();

    assertThat(output)
        .containsPattern("(?m)^vm-\\S+ +\\| reading page 3$")
        .containsPattern("(?m)^vm-\\S+ +\\| 2:computer science$")
        .containsPattern("(?m)^PASSED +search on vm-")
        .containsPattern("(?m)^PASSED +login on vm-")
        .containsPattern("(?m)exit 0 +\\d+ ms +whoami$")
        .contains("2 of 2 test cases passed, 6 steps");
  }

  @Test
  void takesAPictureOfEachVm() throws IOException {
    runIt();

    for (String testCase : new String[] {"search", "login"}) {
      BufferedImage picture = ImageIO.read(screenshots.resolve(testCase + ".png").toFile());
      assertThat(picture.getWidth()).isGreaterThan(300);
      assertThat(picture.getHeight()).isGreaterThan(200);
    }
  }

  private String runIt() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    QuickStart.run(screenshots, new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }
}
