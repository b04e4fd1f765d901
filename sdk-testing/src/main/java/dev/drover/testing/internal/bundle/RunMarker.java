package dev.drover.testing.internal.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A file that says that a folder is a run's, and whose: nothing else is ever deleted, and no run
 * that is under way.
 */
final class RunMarker {

  private static final String FILE = ".drover-run";

  /** A process id is given again some day. */
  private static final Duration LONGEST_RUN = Duration.ofHours(24);

  private RunMarker() {}

  static void running(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), Long.toString(ProcessHandle.current().pid()));
  }

  static void over(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), "");
  }

  static boolean isRun(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static boolean isUnderWay(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    String process = Files.readString(file).strip();
    Instant since = Files.getLastModifiedTime(file).toInstant();
    return process.matches("\\d{1,18}")
        && since.isAfter(Instant.now().minus(LONGEST_RUN))
        && ProcessHandle.of(Long.parseLong(process)).isPresent();
  }
}
