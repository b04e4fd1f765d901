package dev.drover.benchmarks;

import java.nio.file.Path;

/**
 * What {@code @DroverTest} costs a test, beside the same test without. Rounds are interleaved, and
 * each is a run of its own with an embedded server and real process VMs; the figures are medians of
 * the rounds' differences.
 */
public final class Overhead {

  private static final int ROUNDS = 9;

  /** Until compilers have done with both sides. */
  private static final int WARM_UP = 4;

  private Overhead() {}

  /** One run of a class's tests. */
  private interface Runner {
    Stopwatch run(Class<?> tests);
  }

  /**
   * Measures, prints a table and keeps it as JSON.
   *
   * @param args where to keep it; {@code target/overhead.json} if nothing is said
   * @throws Exception if a test fails
   */
  public static void main(String[] args) throws Exception {
    Report report = new Report("what @DroverTest costs a test, per test");
    measure(report, "JUnit", OverheadTests::withJUnit);
    measure(report, "TestNG", OverheadTests::withTestNg);
    report.print();
    report.save(Path.of(args.length > 0 ? args[0] : "target/overhead.json"));
  }

  private static void measure(Report report, String framework, Runner runner) {
    double[] without = new double[ROUNDS];
    double[] warm = new double[ROUNDS];
    double[] command = new double[ROUNDS];
    double[] own = new double[ROUNDS];
    double[] first = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      double base = runner.run(OverheadTests.Plain.class).millisPerTest();
      Stopwatch pooled = runner.run(OverheadTests.WarmVm.class);
      double commanded = runner.run(OverheadTests.Command.class).millisPerTest();
      double owned = runner.run(OverheadTests.OwnVm.class).millisPerTest();
      if (i >= 0) {
        without[i] = base;
        warm[i] = pooled.millisPerTest() - base;
        first[i] = pooled.millisToFirst();
        command[i] = commanded - base;
        own[i] = owned - base;
      }
    }
    report.note(framework + ", the test without Drover", Medians.of(without), "ms");
    report.add(framework + ", a VM from a warm pool", Medians.of(warm), 3, "ms more", false);
    report.note("  and one command, echo", Medians.of(command), "ms more");
    report.note("  a VM from the hub, and back", Medians.of(own), "ms more");
    report.note("  once a run: server, connection, first VM", Medians.of(first), "ms");
  }
}
