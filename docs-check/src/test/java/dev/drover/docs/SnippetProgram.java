package dev.drover.docs;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A compiled snippet, run in a JVM and a folder of its own, as a reader would. */
final class SnippetProgram {

  private static final int LIMIT_SECONDS = 120;

  private final Snippet snippet;
  private final Path classes;

  SnippetProgram(Snippet snippet, Path classes) {
    this.snippet = snippet;
    this.classes = classes;
  }

  /**
   * Runs it to its end.
   *
   * @return the exit code, and everything that was printed
   */
  Result run(Path folder) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(commandLine())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return new Result(ended ? process.exitValue() : -1, Files.readString(output));
  }

  private List<String> commandLine() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
    List<String> jvm = List.of(java, "-Djava.awt.headless=true", "-cp", classPath);
    List<String> program =
        snippet.suite()
            ? List.of(SuiteMain.class.getName(), snippet.name())
            : List.of(snippet.name());
    return Stream.concat(jvm.stream(), program.stream()).toList();
  }

  /**
   * How it ended.
   *
   * @param exitCode 0 for success, -1 when it did not end
   * @param output both streams
   */
  record Result(int exitCode, String output) {}
}
