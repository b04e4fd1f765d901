package dev.drover.runner;

import dev.drover.internal.process.CommandEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs test code as a command: the code goes into a file in a fresh folder, standard output becomes
 * lines of the level {@code info}, standard error such of the level {@code error}, and the exit
 * code is the command's. A cancellation stops the whole process tree. Afterwards the folder is
 * removed, and so is what the command left running.
 *
 * @param command a line for the shell with {@code {file}} in it, unquoted
 * @param fileName the file's name; if empty, it follows from the command and the code: {@code
 *     test.spec.ts} for Playwright, {@code code.mjs} or {@code code.cjs} for Node.js, {@code
 *     Main.java} for Java
 * @param workingDirectory where commands run; the fresh folder is made in it, so that modules and
 *     configuration are found as they are for files of its own
 */
public record ProcessExecutionHandler(String command, String fileName, Path workingDirectory)
    implements ExecutionHandler {

  /** Checks that the file has its place in the command, and no folder in its name. */
  public ProcessExecutionHandler {
    template(command);
    if (!fileName.isEmpty()
        && (fileName.startsWith(".")
            || !fileName.equals(String.valueOf(Path.of(fileName).getFileName())))) {
      throw new IllegalArgumentException("the file's name '" + fileName + "' must have no folder");
    }
  }

  /**
   * A handler that works in this program's own directory.
   *
   * @param command a line for the shell with {@code {file}} in it, unquoted, such as {@code node
   *     {file}}, {@code npx playwright test {file}}, {@code java {file}} or {@code sh {file}}
   * @return the handler
   * @throws IllegalArgumentException if the file has no place in it
   */
  public static ProcessExecutionHandler of(String command) {
    return new ProcessExecutionHandler(command, "", Path.of(""));
  }

  /**
   * Another name of the file.
   *
   * @param name without a folder
   * @return the changed copy
   */
  public ProcessExecutionHandler fileName(String name) {
    return new ProcessExecutionHandler(command, name, workingDirectory);
  }

  /**
   * Another working directory.
   *
   * @param directory where commands run
   * @return the changed copy
   */
  public ProcessExecutionHandler workingDirectory(Path directory) {
    return new ProcessExecutionHandler(command, fileName, directory);
  }

  @Override
  public int run(ExecutionJob job) throws IOException {
    Path directory = workingDirectory.toAbsolutePath();
    try (FreshFolder folder = new FreshFolder(directory)) {
      Path file =
          folder.file(fileName.isEmpty() ? CodeFile.forCommand(command, job.code()) : fileName);
      Files.writeString(file, job.code());
      Map<String, String> values = Map.of(CommandTemplate.FILE, file.toString());
      CommandEnd end =
          new JobProcess(directory, template(command).line(), values)
              .run(
                  (error, line) -> job.log(error ? "error" : "info", line),
                  () -> {},
                  job::onCancel);
      return end.exitCode();
    }
  }

  private static CommandTemplate template(String command) {
    return new CommandTemplate(command, List.of("{file}"));
  }
}
