package dev.drover.testing.internal.bundle;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how a run is reported.
 *
 * @param folder holds a folder for each run
 * @param runId names the run, beside its time
 * @param keptRuns how many runs stay, this one included; at least 1
 * @param screenshotLimit how long all screenshots of a test may take together
 */
public record ReportOptions(Path folder, String runId, int keptRuns, Duration screenshotLimit) {

  /** A dozen is what fits on a screen of a folder, and lasts for an afternoon of trying. */
  private static final int KEPT_RUNS = 12;

  /** A VM that lives answers in a second. */
  private static final Duration SCREENSHOT_LIMIT = Duration.ofSeconds(5);

  /** Checks the count. */
  public ReportOptions {
    if (keptRuns < 1) {
      throw new IllegalArgumentException("this run itself must stay, so keptRuns is at least 1");
    }
  }

  /**
   * The usual.
   *
   * @param folder such as {@code target/drover}
   * @param runId names the run
   * @return the options
   */
  public static ReportOptions of(Path folder, String runId) {
    return new ReportOptions(folder, runId, KEPT_RUNS, SCREENSHOT_LIMIT);
  }

  /**
   * Another count of runs.
   *
   * @param runs how many stay
   * @return the changed copy
   */
  public ReportOptions keptRuns(int runs) {
    return new ReportOptions(folder, runId, runs, screenshotLimit);
  }

  /**
   * Another limit for screenshots.
   *
   * @param limit how long all of a test may take
   * @return the changed copy
   */
  public ReportOptions screenshotLimit(Duration limit) {
    return new ReportOptions(folder, runId, keptRuns, limit);
  }
}
