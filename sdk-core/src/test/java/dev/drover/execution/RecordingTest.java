package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.drover.DroverException;
import java.awt.Color;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Recordings, read by a parser of their own and by a decoder that others wrote. */
@Timeout(60)
class RecordingTest {

  private final Path folder;

  RecordingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Records until it is killed, and says after each frame how many are in the file. */
  public static void main(String[] args) throws Exception {
    HandPlayedServer played = HandPlayedServer.connected();
    Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
    Recording recording = preview.recordTo(Path.of(args[0]));
    for (int i = 0; ; i++) {
      played.frame("d1", Jpegs.base64(Jpegs.numbered(i)));
      await().until(() -> recording.frames() == preview.frames());
      System.out.println("frames " + recording.frames());
    }
  }

  @Test
  void everyFrameIsInTheFileAsItCame() throws Exception {
    Path file = folder.resolve("new/a.avi");
    List<byte[]> sent = new ArrayList<>();
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      try (Recording recording = preview.recordTo(file)) {
        for (int i = 0; i < 20; i++) {
          sent.add(Jpegs.numbered(i));
          played.frame("d1", Jpegs.base64(Jpegs.numbered(i)));
        }
        assertThat(recording.file()).isEqualTo(file);
      }
    }

    AviParser avi = AviParser.parse(file);
    assertThat(avi.frames).usingElementComparator(java.util.Arrays::compare).isEqualTo(sent);
    assertThat(avi.countedFrames).isEqualTo(20);
    assertThat(avi.framesInFirstPart).isEqualTo(20);
    assertThat(avi.allFrames).isEqualTo(20);
    assertThat(avi.indexEntries).isEqualTo(20);
    assertThat(avi.width + "×" + avi.height).isEqualTo("64×48");
    assertThat(avi.compression).isEqualTo("MJPG");
    assertThat(DecodedFilm.byFfprobe(file)).isEqualTo(numbered(20));
  }

  @Test
  void aFileIsWholeAfterEveryFrame() throws Exception {
    Path file = folder.resolve("a.avi");
    try (AviFile avi = new AviFile(file)) {
      for (int i = 0; i < 10; i++) {
        avi.append(Jpegs.numbered(i), TimeUnit.MILLISECONDS.toNanos(80L * i));

        AviParser parsed = AviParser.parse(file);
        assertThat(parsed.frames).hasSize(i + 1);
        assertThat(parsed.countedFrames).isEqualTo(i + 1);
        assertThat(parsed.framesPerSecond).isCloseTo(i == 0 ? 12 : 12.5, within(0.1));
      }
    }
  }

  @Test
  void aLargeFileGoesOnInParts() throws Exception {
    Path file = folder.resolve("a.avi");
    try (AviFile avi = new AviFile(file, 5_000)) {
      for (int i = 0; i < 50; i++) {
        avi.append(Jpegs.numbered(i), TimeUnit.MILLISECONDS.toNanos(80L * i));
        assertThat(AviParser.parse(file).frames).hasSize(i + 1);
      }
    }

    AviParser parsed = AviParser.parse(file);
    assertThat(parsed.chunks).contains("RIFF AVI ", "RIFF AVIX");
    assertThat(parsed.frames).hasSize(50);
    assertThat(parsed.countedFrames).isEqualTo(50);
    assertThat(parsed.framesInFirstPart).isBetween(2, 10);
    assertThat(DecodedFilm.byFfprobe(file)).isEqualTo(numbered(50));
  }

  @Test
  void aKilledRecorderLeavesAFileWithAllThatItHad() throws Exception {
    Path file = folder.resolve("a.avi");
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RecordingTest.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = jvm.inputReader();
    int before = framesSaid(out, 25);
    assertThat(before).isEqualTo(25);

    jvm.toHandle().destroyForcibly(); // Unlike that of Process, it leaves what was said to be read.

    int said = Math.max(before, framesSaid(out, Integer.MAX_VALUE));
    jvm.waitFor();
    AviParser avi = AviParser.parse(file);
    // The next frame may have been written without being said; no more can have been sent.
    assertThat(avi.frames.size()).isBetween(said, said + 1).isEqualTo(avi.countedFrames);
    for (int i = 0; i < avi.frames.size(); i++) {
      assertThat(avi.frames.get(i)).isEqualTo(Jpegs.numbered(i));
    }
    assertThat(DecodedFilm.byFfprobe(file)).isEqualTo(numbered(avi.frames.size()));
  }

  /** A film of so many numbered pictures. */
  private static DecodedFilm numbered(int frames) {
    return new DecodedFilm("mjpeg", 64, 48, frames);
  }

  /** Reads until so many are said, or nothing more is; tells how many were said in the end. */
  private static int framesSaid(BufferedReader out, int enough) throws Exception {
    int said = 0;
    String line = "";
    while (said < enough && (line = out.readLine()) != null) {
      // The last line may be cut short by the kill.
      said = line.matches("frames \\d+") ? Math.max(said, number(line)) : said;
    }
    return said;
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring("frames ".length()));
  }

  @Test
  void aRecordingWithoutAFrameLeavesNoFile() throws Exception {
    Path file = folder.resolve("a.avi");
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      Recording recording = preview.recordTo(file);
      assertThat(file).exists();

      recording.close();

      assertThat(file).doesNotExist();
    }
  }

  @Test
  void whatIsNoJpegIsLeftOut() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      Recording recording = preview.recordTo(folder.resolve("a.avi"));
      played.frame("d1", "AAAA");
      played.frame("d1", "****");
      played.frame("d1", Jpegs.base64(Jpegs.numbered(1)));

      recording.close();
      recording.close();

      assertThat(recording.frames()).isEqualTo(1);
      assertThat(recording.missed()).isEqualTo(2);
      assertThat(recording.isActive()).isFalse();
      await().untilAsserted(() -> assertThat(played.reported).hasSize(1));
      assertThat(AviParser.parse(recording.file()).frames).hasSize(1);
    }
  }

  @Test
  void aRecordingEndsWithItsPreview() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      Recording recording = preview.recordTo(folder.resolve("a.avi"));
      played.frame("d1", Jpegs.base64(Jpegs.numbered(1)));

      preview.close();

      await().until(() -> !recording.isActive());
      await().until(() -> AviParser.parse(recording.file()).indexEntries == 1);
    }
  }

  @Test
  void severalRecordingsDoNotDisturbEachOther() throws Exception {
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);
      Recording all = preview.recordTo(folder.resolve("a.avi"));
      played.frame("d1", Jpegs.base64(Jpegs.numbered(1)));
      Recording last = preview.recordTo(folder.resolve("b.avi"));
      played.frame("d1", Jpegs.base64(Jpegs.numbered(2)));

      all.close();
      last.close();

      assertThat(AviParser.parse(all.file()).frames).hasSize(2);
      assertThat(AviParser.parse(last.file()).frames).hasSize(1);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAtOnce() throws Exception {
    Path taken = Files.createFile(folder.resolve("file"));
    try (HandPlayedServer played = HandPlayedServer.connected()) {
      Preview preview = played.client.startPreview("d1", PreviewQuality.HIGH);

      assertThatThrownBy(() -> preview.recordTo(taken.resolve("a.avi")))
          .isInstanceOf(DroverException.class)
          .hasMessageContaining("cannot be recorded");
    }
  }

  @Test
  void sizesAreReadFromPictures() {
    assertThat(JpegSize.of(Jpegs.plain(320, 200, Color.BLUE))).isEqualTo(new JpegSize(320, 200));
    assertThat(JpegSize.of(new byte[0])).isNull();
    byte[] jpeg = Jpegs.plain(320, 200, Color.BLUE);
    for (int length = 0; length < 160; length++) {
      assertThat(JpegSize.of(java.util.Arrays.copyOf(jpeg, length))).isNull();
    }
  }
}
