package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.recording.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of one test in its run's, made when the first file needs it. */
final class TestFolder implements OutputFolder {

  /** The name of the test's page. */
  static final String PAGE = "index.html";

  private final RunFolder run;
  private final String name;
  private final Trouble trouble;
  private final List<Path> files = new ArrayList<>();
  private @Nullable Path folder;

  TestFolder(RunFolder run, String name, Trouble trouble) {
    this.run = run;
    this.name = name;
    this.trouble = trouble;
  }

  String name() {
    return name;
  }

  @Override
  public synchronized Path file(String file) throws IOException {
    if (folder == null) {
      folder = Files.createDirectory(run.path().resolve(name));
    }
    Path path = folder.resolve(file);
    if (!files.contains(path)) {
      files.add(path);
    }
    return path;
  }

  @Override
  public void trouble(String what, Throwable cause) {
    trouble.add(what, cause);
  }

  /** The files that are there, the page first. */
  synchronized List<Path> files() {
    return files.stream()
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparing(file -> !file.endsWith(PAGE)))
        .toList();
  }

  /** A test that passed leaves nothing behind. */
  synchronized void discard() throws IOException {
    if (folder != null) {
      OldRuns.delete(folder);
    }
    files.clear();
  }
}
