package dev.drover.examples;

import dev.drover.hub.CommandResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** What became of the test cases, for people. */
final class Summary {

  private Summary() {}

  /** Prints it, and says whether everything passed. */
  static boolean print(List<TestCaseRun> runs, PrintStream out) {
    out.println();
    runs.forEach(run -> print(run, out));
    long passed = runs.stream().filter(TestCaseRun::passed).count();
    List<CommandResult> steps = runs.stream().flatMap(run -> run.results.stream()).toList();
    out.printf(
        "%d of %d test cases passed, %d steps in %.2f s%n%n",
        passed, runs.size(), steps.size(), seconds(steps));
    return passed == runs.size();
  }

  private static void print(TestCaseRun run, PrintStream out) {
    out.printf(
        "%s  %s on %s, %.2f s%n",
        run.passed() ? "PASSED" : "FAILED",
        run.assigned.testCase().id(),
        run.assigned.vm().id(),
        seconds(run.results));
    for (CommandResult step : run.results) {
      out.printf(
          "        exit %d %6d ms  %s%n",
          step.exitCode(), step.duration().toMillis(), step.command());
    }
    out.printf("        screenshot %s, %d bytes%n%n", run.screenshot, size(run));
  }

  private static double seconds(List<CommandResult> steps) {
    Duration sum =
        steps.stream().map(CommandResult::duration).reduce(Duration.ZERO, Duration::plus);
    return sum.toMillis() / 1000.0;
  }

  private static long size(TestCaseRun run) {
    try {
      return Files.size(run.screenshot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
