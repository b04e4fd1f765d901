package dev.drover.testing.internal.bundle.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a source file around one of them.
 *
 * @param file its path, for people
 * @param firstLine the first line's number
 * @param lines the lines
 * @param line the number of the line that matters
 */
record SourceExcerpt(String file, int firstLine, List<String> lines, int line) {

  private static final int AROUND = 3;
  private static final long LARGEST = 2 << 20;
  private static final int LONGEST_LINE = 300;

  private static final List<String> ROOTS =
      List.of("src/test/java", "src/test/kotlin", "src/test/groovy", "src/main/java", "src", "");

  /** Where builds leave sources: present where the tests were built, which is where they run. */
  static Optional<SourceExcerpt> of(StackTraceElement frame, Path project) {
    String file = frame.getFileName();
    if (file == null || frame.getLineNumber() < 1) {
      return Optional.empty();
    }
    String className = frame.getClassName();
    int lastDot = className.lastIndexOf('.');
    String folder = lastDot < 0 ? "" : className.substring(0, lastDot).replace('.', '/');
    for (String root : ROOTS) {
      try {
        Path path = project.resolve(root).resolve(folder).resolve(file);
        if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
          String shown = Path.of(root, folder, file).toString();
          return read(path, shown, frame.getLineNumber());
        }
      } catch (IOException | InvalidPathException e) {
        // The page does without; the line's number is there.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<SourceExcerpt> read(Path path, String shown, int line)
      throws IOException {
    List<String> all =
        new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    if (line > all.size()) {
      return Optional.empty(); // Changed since it was compiled.
    }
    int from = Math.max(1, line - AROUND);
    int to = Math.min(all.size(), line + AROUND);
    List<String> lines = new ArrayList<>();
    all.subList(from - 1, to).forEach(text -> lines.add(Words.shortened(text, LONGEST_LINE)));
    return Optional.of(new SourceExcerpt(shown, from, List.copyOf(lines), line));
  }
}
