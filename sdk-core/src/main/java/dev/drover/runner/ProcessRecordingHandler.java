package dev.drover.runner;

import dev.drover.internal.process.CommandEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Records with a command that writes its result to a file, such as Playwright's code generator. The
 * recording is ready when the command runs, and ends with it. A cancellation stops the whole
 * process tree.
 *
 * @param command a line for the shell with {@code {url}} and {@code {file}} in it, unquoted
 * @param workingDirectory where commands run
 */
public record ProcessRecordingHandler(String command, Path workingDirectory)
    implements RecordingHandler {

  private static final int MOST_BYTES = 8 << 20;
  private static final int TAIL_BYTES = 1000;

  /** Checks that address and file have their places in the command. */
  public ProcessRecordingHandler {
    template(command);
  }

  /**
   * A handler that works in this program's own directory.
   *
   * @param command a line for the shell with {@code {url}} and {@code {file}} in it, unquoted, such
   *     as {@code npx playwright codegen {url} -o {file}}
   * @return the handler
   * @throws IllegalArgumentException if they have no place in it
   */
  public static ProcessRecordingHandler of(String command) {
    return new ProcessRecordingHandler(command, Path.of(""));
  }

  /**
   * Another working directory.
   *
   * @param directory where commands run
   * @return the changed copy
   */
  public ProcessRecordingHandler workingDirectory(Path directory) {
    return new ProcessRecordingHandler(command, directory);
  }

  @Override
  public String record(RecordingJob job) throws IOException {
    Path directory = workingDirectory.toAbsolutePath();
    try (FreshFolder folder = new FreshFolder(directory)) {
      Path file = folder.file(CodeFile.forLanguage(job.language()));
      Map<String, String> values =
          Map.of(CommandTemplate.FILE, file.toString(), CommandTemplate.URL, job.url());
      CommandEnd end =
          new JobProcess(directory, template(command).line(), values)
              .run((error, line) -> {}, job::ready, job::onCancel);
      return result(job, file, end);
    }
  }

  private String result(RecordingJob job, Path file, CommandEnd end) throws IOException {
    if (job.isCancelled()) {
      throw new IOException("the recording was cancelled");
    }
    if (end.exitCode() != 0 || !Files.isRegularFile(file)) {
      throw new IOException(
          "the recorder '%s' ended with %d and %s; its last words: %s"
              .formatted(
                  command,
                  end.exitCode(),
                  Files.isRegularFile(file) ? "a file" : "without a file",
                  end.tail().apply(TAIL_BYTES)));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the recorder wrote more than " + MOST_BYTES + " bytes");
    }
    return Files.readString(file);
  }

  private static CommandTemplate template(String command) {
    return new CommandTemplate(command, List.of("{url}", "{file}"));
  }
}
