package dev.drover.runner;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for one job, removed with all that is in it. It lies in the working directory, if that
 * can be written to, for there Node.js and Playwright look for modules and tests.
 */
final class FreshFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FreshFolder.class);
  private static final String PREFIX = "drover-job-";

  private final Path path;

  FreshFolder(Path workingDirectory) throws IOException {
    path =
        Files.isWritable(workingDirectory)
            ? Files.createTempDirectory(workingDirectory.toAbsolutePath(), PREFIX)
            : Files.createTempDirectory(PREFIX);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException e) {
      LOG.warn("the folder {} could not be removed", path, e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
