package dev.drover.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a decoder that others wrote finds in a recording, where there is one. */
final class FrameCount {

  private FrameCount() {}

  /** How many pictures ffprobe could decode; empty on a machine without it. */
  static Optional<Integer> byFfprobe(Path file) throws IOException, InterruptedException {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean there =
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffprobe")));
    if (!there) {
      return Optional.empty();
    }
    Process ffprobe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-select_streams",
                "v:0",
                "-show_entries",
                "stream=nb_read_frames",
                "-of",
                "csv=p=0",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(ffprobe.getInputStream().readAllBytes(), UTF_8).strip();
    if (ffprobe.waitFor() != 0 || !said.matches("\\d+")) {
      throw new AssertionError("ffprobe cannot read " + file + ": " + said);
    }
    return Optional.of(Integer.parseInt(said));
  }
}
