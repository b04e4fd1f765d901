package dev.drover.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a decoder that others wrote makes of a recording.
 *
 * @param codec how its pictures are compressed
 * @param width of its pictures, in pixels
 * @param height of its pictures, in pixels
 * @param frames how many pictures could be decoded
 */
record DecodedFilm(String codec, int width, int height, int frames) {

  /** Set, to whatever, where a machine without ffprobe is a mistake. */
  private static final String REQUIRED = "DROVER_FFPROBE_REQUIRED";

  /** Decodes a whole file. A machine without ffprobe skips the test, unless that is forbidden. */
  static DecodedFilm byFfprobe(Path file) throws IOException, InterruptedException {
    assumeTrue(
        System.getenv(REQUIRED) != null || isThere(),
        "no ffprobe to look at recordings with: apt-get install ffmpeg");
    Process ffprobe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-select_streams",
                "v:0",
                "-show_entries",
                "stream=codec_name,width,height,nb_read_frames",
                "-of",
                "csv=p=0",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(ffprobe.getInputStream().readAllBytes(), UTF_8).strip();
    if (ffprobe.waitFor() != 0 || !said.matches("\\w+(,\\d+){3}")) {
      throw new AssertionError("ffprobe cannot read " + file + ": " + said);
    }
    String[] found = said.split(",", -1);
    return new DecodedFilm(found[0], number(found[1]), number(found[2]), number(found[3]));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static boolean isThere() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffprobe")));
  }
}
