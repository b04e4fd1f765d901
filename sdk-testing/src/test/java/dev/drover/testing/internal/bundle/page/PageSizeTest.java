package dev.drover.testing.internal.bundle.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.internal.bundle.model.CommandEntry;
import dev.drover.testing.internal.bundle.model.CommandEntry.State;
import dev.drover.testing.internal.bundle.model.CommandLog;
import dev.drover.testing.internal.bundle.model.FailureSeen;
import dev.drover.testing.internal.bundle.model.HistoryEntry;
import dev.drover.testing.internal.bundle.model.HistoryEntry.Kind;
import dev.drover.testing.internal.bundle.model.JournalExcerpt;
import dev.drover.testing.internal.bundle.model.KeptText;
import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.Picture;
import dev.drover.testing.internal.bundle.model.RunFacts;
import dev.drover.testing.internal.bundle.model.Secrets;
import dev.drover.testing.internal.bundle.model.TestFacts;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pages stay below 5 MB, whatever there is to show. */
@Tag("soak")
class PageSizeTest {

  private static final int LIMIT = 5_000_000;
  private static final Instant START = Instant.EPOCH;

  /** Nothing escapes to more bytes than this. */
  private static final String DEAR = "\"'&<>";

  @Test
  void ofTenScreensIn4KNoneIsMissing() throws IOException {
    byte[] noise = noise(3840, 2160);
    List<Picture> screens =
        IntStream.range(0, 10).mapToObj(i -> Picture.of("vm-" + i, START, noise)).toList();

    String page = PictureSection.screens(new Html(secrets()), screens).toString();

    // Not with the page in the message: it would be megabytes.
    assertThat(page.length()).isLessThan(2_000_000);
    assertThat(page.split("<img ", -1).length - 1).isEqualTo(10);
  }

  @Test
  void everythingAtItsLargestFits() throws IOException {
    String much = DEAR.repeat(200_000);
    byte[] noise = noise(700, 400);
    List<Picture> pictures =
        Collections.nCopies(60, Picture.of("vm & co", START, noise).in("a.png"));
    Throwable thrown = new AssertionError(much, new IllegalStateException(much));
    thrown.addSuppressed(new IOException(much));
    List<FailureSeen> failures =
        Collections.nCopies(
            50, new FailureSeen(thrown, much, Verdict.infrastructure(much), START, "t"));

    String page =
        TestPage.of(facts(failures, pictures, CommandLogs.dear(500), remarks(much)), secrets());

    assertThat(page.getBytes(UTF_8).length).isLessThan(LIMIT);
    assertThat(page.contains("were so many")).isTrue();
    assertThat(page.contains("did not fit here")).isTrue();
  }

  @Test
  void anIndexOfAHundredThousandTestsFits() {
    TestSummary failed = summary(Outcome.FAILED, DEAR.repeat(1_000));
    TestSummary passed = summary(Outcome.PASSED, "");
    List<TestSummary> all =
        IntStream.range(0, 100_000).mapToObj(i -> i % 10 == 0 ? failed : passed).toList();

    String page =
        IndexPage.of(
            new RunFacts("r", START, Duration.ZERO, true, all, Map.of(), List.of()), secrets());

    assertThat(page.getBytes(UTF_8).length).isLessThan(LIMIT);
    assertThat(page.contains("10000 of 100000 tests failed")).isTrue();
    assertThat(page.contains("had no room here")).isTrue();
  }

  private static TestFacts facts(
      List<FailureSeen> failures, List<Picture> pictures, CommandLog commands, List<String> notes) {
    List<HistoryEntry> history =
        Collections.nCopies(
            4_000, new HistoryEntry(START, "vm", Kind.GAP, DEAR.repeat(notes.size() * 100)));
    return new TestFacts(
        summary(Outcome.FAILED, String.join("", notes)),
        failures,
        pictures,
        commands,
        pictures,
        history,
        history,
        JournalExcerpt.NONE,
        Map.of("a", String.join("", notes)),
        notes,
        notes);
  }

  private static List<String> remarks(String much) {
    return Collections.nCopies(60, much);
  }

  private static TestSummary summary(Outcome outcome, String message) {
    return new TestSummary(
        1,
        new TestName("a.B", "c", message),
        outcome,
        Optional.of(Verdict.infrastructure(message)),
        message,
        START,
        Duration.ofSeconds(1),
        Map.of(),
        Optional.empty());
  }

  private static byte[] noise(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new Random(1).ints((long) width * height).toArray();
    image.setRGB(0, 0, width, height, pixels, 0, width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  private static Secrets secrets() {
    return new Secrets();
  }

  /** Commands whose output is as large on a page as output can be. */
  private static final class CommandLogs {

    static CommandLog dear(int count) {
      StringBuilder coloured = new StringBuilder();
      for (int i = 0; i < 2_000; i++) {
        coloured.append("\u001B[").append(31 + i % 7).append('m').append(DEAR.charAt(i % 5));
      }
      KeptText plain =
          new KeptText(
              DEAR.repeat(3_000), 1, DEAR.repeat(3_000), Optional.of("output-001.txt"), true);
      KeptText colours = new KeptText(coloured.toString(), 1, "", Optional.empty(), false);
      return new CommandLog(
          IntStream.range(0, count)
              .mapToObj(
                  i ->
                      new CommandEntry(
                          i,
                          "vm",
                          DEAR.repeat(10_000),
                          true,
                          List.of(),
                          START,
                          Duration.ZERO,
                          State.FAILED,
                          DEAR.repeat(10_000),
                          i % 2 == 0 ? plain : colours))
              .toList(),
          7);
    }
  }
}
