package dev.drover.testing.internal.bundle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs whose time is over. */
final class OldRuns {

  private OldRuns() {}

  /**
   * Deletes the oldest runs.
   *
   * @param parent holds the runs' folders
   * @param own the run that asks, which stays
   * @param kept how many stay, its own included
   */
  static void prune(Path parent, Path own, int kept) throws IOException {
    List<Path> newestFirst;
    try (Stream<Path> all = Files.list(parent)) {
      newestFirst =
          all.filter(RunMarker::isRun)
              .filter(run -> !run.equals(own) && !Files.isSymbolicLink(run))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .toList();
    }
    for (Path run :
        newestFirst.subList(Math.min(kept - 1, newestFirst.size()), newestFirst.size())) {
      if (!RunMarker.isUnderWay(run)) {
        delete(run);
      }
    }
  }

  /** Deletes a folder with all that is in it; links are deleted, not followed. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
