package dev.drover.testing.internal.bundle;

import dev.drover.testing.internal.bundle.model.HistoryEntry;
import dev.drover.testing.internal.bundle.model.RunFacts;
import dev.drover.testing.internal.bundle.model.Secrets;
import dev.drover.testing.internal.bundle.model.TestFacts;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.page.IndexPage;
import dev.drover.testing.internal.bundle.page.LatestPage;
import dev.drover.testing.internal.bundle.page.TestPage;
import dev.drover.testing.internal.bundle.recording.Histories;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The report of one test run: a folder for each test that failed, with a page in it that explains
 * the failure, and an index of all tests. Nothing is written before there is something to tell.
 *
 * <pre>{@code
 * RunReport report = RunReport.open(ReportOptions.of(Path.of("target/drover"), runId));
 * TestEvidence evidence = report.begin(new TestName(className, methodName, displayName));
 * Vm vm = evidence.vm(assignment.vm());                 // give this one to the test
 * evidence.failed("test", thrown, Verdict.PRODUCT);     // captures now, VMs still there
 * List<Path> files = evidence.close(Outcome.FAILED);    // the page first; publish them
 * report.close();                                       // writes the index
 * }</pre>
 *
 * <p>No method throws on account of the report. Safe for any number of threads.
 */
public final class RunReport implements AutoCloseable {

  /** The index is of use while tests still run, but not worth more than a moment of their time. */
  private static final Duration BETWEEN_INDEXES = Duration.ofSeconds(5);

  private final ReportOptions options;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private final RunFolder folder;
  private final Trouble trouble;
  private final Secrets secrets = new Secrets();
  private final Histories histories = new Histories();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Queue<TestSummary> tests = new ConcurrentLinkedQueue<>();
  private final AtomicLong indexed;
  private final Map<String, String> environment;
  private boolean closed;

  private RunReport(ReportOptions options) {
    this.options = options;
    folder = new RunFolder(options.folder(), start, options.runId());
    trouble = new Trouble("report of run " + options.runId());
    indexed = new AtomicLong(System.nanoTime() - BETWEEN_INDEXES.toNanos());
    environment =
        Collections.synchronizedMap(
            new LinkedHashMap<>(
                trouble.guard(
                    "the environment cannot be described",
                    Map.of(),
                    () -> Environment.ofThisJvm(options.runId()))));
  }

  /**
   * A report, not written yet.
   *
   * @param options where and how
   * @return the report
   */
  public static RunReport open(ReportOptions options) {
    return new RunReport(options);
  }

  /**
   * A token that must not be shown, from now on.
   *
   * @param secret the token
   */
  public void secret(String secret) {
    secrets.add(secret);
  }

  /**
   * A fact about the environment, such as the hub's address.
   *
   * @param what what it is about, such as {@code Hub}
   * @param fact the fact, without secrets
   */
  public void environment(String what, String fact) {
    environment.put(what, fact);
  }

  /**
   * Something was lost that the run's tests stand on, for the history on their pages.
   *
   * @param subject what, such as {@code leases}
   * @param what what happened to it
   */
  public void lost(String subject, String what) {
    histories.add(new HistoryEntry(Instant.now(), subject, HistoryEntry.Kind.DOWN, what));
  }

  /**
   * An invocation of a test begins.
   *
   * @param name the test
   * @return what will be known of it; the caller closes it
   */
  public TestEvidence begin(TestName name) {
    return new TestEvidence(this, folder, numbers.incrementAndGet(), name);
  }

  /** The run's folder, if anything was written yet. */
  public Optional<Path> folder() {
    return Optional.ofNullable(folder.pathIfAny());
  }

  /**
   * Writes the index, points {@code latest} to this run and deletes the oldest runs. Idempotent. If
   * no test ended, nothing is written.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (tests.isEmpty() && folder.pathIfAny() == null) {
      return;
    }
    writeIndex(true);
    trouble.guard(
        "the run's folder is not marked as finished", () -> RunMarker.over(folder.path()));
  }

  ReportOptions options() {
    return options;
  }

  Secrets secrets() {
    return secrets;
  }

  Histories histories() {
    return histories;
  }

  Map<String, String> environment() {
    synchronized (environment) {
      return new LinkedHashMap<>(environment);
    }
  }

  String page(TestFacts facts) {
    return TestPage.of(facts, secrets);
  }

  /** A test is over. */
  void ended(TestSummary test) {
    tests.add(test);
    long now = System.nanoTime();
    long last = indexed.get();
    boolean due = now - last >= BETWEEN_INDEXES.toNanos();
    if (test.page().isPresent() && due && indexed.compareAndSet(last, now)) {
      writeIndex(false);
    }
  }

  private synchronized void writeIndex(boolean over) {
    if (closed && !over) {
      return;
    }
    List<TestSummary> inOrder =
        tests.stream().sorted(Comparator.comparingInt(TestSummary::number)).toList();
    RunFacts facts =
        new RunFacts(
            options.runId(),
            start,
            Duration.ofNanos(System.nanoTime() - startNanos),
            over,
            inOrder,
            environment(),
            trouble.seen());
    trouble.guard(
        "the index could not be written",
        () -> folder.write("index.html", IndexPage.of(facts, secrets)));
    trouble.guard("the pointer to the latest run could not be written", this::point);
    trouble.guard(
        "old runs could not be deleted",
        () -> OldRuns.prune(folder.parent(), folder.path(), options.keptRuns()));
  }

  private void point() throws IOException {
    String name = String.valueOf(folder.path().getFileName());
    folder.writeBeside("latest.html", LatestPage.of(name, secrets));
    folder.writeBeside("latest.txt", name + System.lineSeparator());
  }
}
