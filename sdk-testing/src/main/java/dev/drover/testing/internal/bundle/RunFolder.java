package dev.drover.testing.internal.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run, made when the first file needs it. Runs at the same time have folders of
 * their own. Safe for any number of threads.
 */
final class RunFolder {

  private static final int MOST_AT_ONCE = 1_000;

  private final Path parent;
  private final String name;
  private @Nullable Path folder;

  RunFolder(Path parent, Instant start, String runId) {
    this.parent = parent.toAbsolutePath();
    this.name = FolderNames.ofRun(start, runId);
  }

  /** Where it is. */
  synchronized Path path() throws IOException {
    if (folder == null) {
      Files.createDirectories(parent);
      folder = create();
      RunMarker.running(folder);
    }
    return folder;
  }

  /** Where it is, if any file needed it. */
  synchronized @Nullable Path pathIfAny() {
    return folder;
  }

  /** Writes a file of the run whole, or leaves it as it was. */
  Path write(String file, String text) throws IOException {
    return replace(path().resolve(file), text);
  }

  /** As {@link #write}, beside the runs' folders. */
  Path writeBeside(String file, String text) throws IOException {
    path();
    return replace(parent.resolve(file), text);
  }

  Path parent() {
    return parent;
  }

  static Path replace(Path target, String text) throws IOException {
    // Not a temporary file of the JDK's, which nobody else may read.
    Path fresh = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      // Characters that no encoding has are replaced, which Files.writeString refuses to do.
      Files.write(fresh, text.getBytes(UTF_8));
      move(fresh, target);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return target;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path create() throws IOException {
    for (int i = 1; i < MOST_AT_ONCE; i++) {
      try {
        return Files.createDirectory(parent.resolve(i == 1 ? name : name + "-" + i));
      } catch (FileAlreadyExistsException e) {
        // Another run of the same second.
      }
    }
    throw new FileAlreadyExistsException(parent.resolve(name).toString());
  }
}
