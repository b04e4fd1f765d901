package dev.drover.examples;

import dev.drover.hub.CommandResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What became of the test cases, for people. */
final class Summary {

  private Summary() {}

  static void print(List<TestCaseRun> runs, PrintStream out) {
    out.println();
    runs.forEach(run -> print(run, out));
    out.printf(
        "%d test cases, %d passed; %d steps, %d screenshots%n%n",
        runs.size(),
        runs.stream().filter(TestCaseRun::passed).count(),
        runs.stream().mapToInt(run -> run.results.size()).sum(),
        runs.stream().filter(run -> Files.exists(run.screenshot)).count());
  }

  private static void print(TestCaseRun run, PrintStream out) {
    String verdict = run.passed() ? "PASSED" : "FAILED";
    out.println(verdict + "  " + run.assigned.testCase().id() + " on " + run.assigned.vm().id());
    for (CommandResult step : run.results) {
      out.printf(
          "        exit %d, %4d ms  %s%n",
          step.exitCode(), step.duration().toMillis(), step.command());
    }
    out.printf("        screenshot %s, %d KiB%n%n", run.screenshot, kibibytes(run.screenshot));
  }

  private static long kibibytes(Path file) {
    try {
      return (Files.size(file) + 1023) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
