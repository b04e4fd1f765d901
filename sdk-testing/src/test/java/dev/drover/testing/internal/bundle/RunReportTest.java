package dev.drover.testing.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders and files of runs. */
class RunReportTest {

  private static final TestName SEARCH = new TestName("a.SearchTest", "finds", "finds()");
  private static final int PARALLEL = 8;

  private Path folder;

  @BeforeEach
  void useAFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void withoutTestsNothingIsWritten() {
    report().close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTestThatPassedIsALineOfTheIndex() throws IOException {
    RunReport report = report();
    TestEvidence evidence = report.begin(SEARCH);

    assertThat(evidence.close(Outcome.PASSED)).isEmpty();
    report.close();

    assertThat(index(report)).contains("1 test, none failed", "SearchTest.finds");
    try (Stream<Path> files = Files.list(run(report))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", ".drover-run");
    }
  }

  @Test
  void aTestThatFailedHasAPageToWhichTheIndexLeads() throws IOException {
    RunReport report = report();
    TestEvidence evidence =
        report.begin(new TestName("a.SearchTest", "finds", "<script>1</script>"));
    evidence.failed("test", new AssertionError("no <b>such</b> page"), Verdict.PRODUCT);
    assertThat(evidence.page()).isPresent();

    Path page = evidence.close(Outcome.FAILED).get(0);
    report.close();

    assertThat(Files.readString(page))
        .contains("no &lt;b&gt;such&lt;/b&gt; page", "&lt;script&gt;1&lt;/script&gt;")
        .doesNotContain("<script", "<b>");
    String link = run(report).relativize(page).toString().replace('\\', '/');
    assertThat(index(report)).contains("href=\"" + link + "\"").contains("1 of 1 test failed");
  }

  @Test
  void aFailureInTearDownIsAddedAndOneSeenTwiceIsNot() throws IOException {
    TestEvidence evidence = report().begin(SEARCH);
    AssertionError first = new AssertionError("first");
    evidence.failed("test", first, Verdict.PRODUCT);
    evidence.failed("test", first, Verdict.PRODUCT);
    evidence.failed("test", new IllegalStateException("second"), Verdict.PRODUCT);

    String page = Files.readString(evidence.close(Outcome.FAILED).get(0));

    assertThat(page)
        .contains("first", "second")
        .containsOnlyOnce("class=\"message\" tabindex=\"0\">first");
  }

  @Test
  void aFailureThatWasExpectedLeavesNoPage() {
    TestEvidence evidence = report().begin(SEARCH);
    evidence.failed("test", new AssertionError("expected"), Verdict.PRODUCT);
    Path page = evidence.page().orElseThrow();

    assertThat(evidence.close(Outcome.PASSED)).isEmpty();

    assertThat(page.getParent()).doesNotExist();
  }

  @Test
  void theLatestRunIsPointedToAndOldOnesGo() throws IOException {
    for (int i = 0; i < 5; i++) {
      RunReport report = RunReport.open(ReportOptions.of(folder, "run" + i).keptRuns(3));
      report.begin(SEARCH).close(Outcome.PASSED);
      report.close();
    }
    Files.createDirectory(folder.resolve("00000000-mine"));

    RunReport last = RunReport.open(ReportOptions.of(folder, "last").keptRuns(2));
    last.begin(SEARCH).close(Outcome.PASSED);
    last.close();

    String name = run(last).getFileName().toString();
    assertThat(Files.readString(folder.resolve("latest.txt")).strip()).isEqualTo(name);
    assertThat(Files.readString(folder.resolve("latest.html"))).contains(name + "/index.html");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.filter(Files::isDirectory).map(f -> f.getFileName().toString()))
          .hasSize(3)
          .contains(name, "00000000-mine");
    }
  }

  @Test
  void aRunThatIsUnderWayStays() throws IOException {
    RunReport running = report();
    running.begin(SEARCH).failed("test", new AssertionError("x"), Verdict.PRODUCT);

    for (int i = 0; i < 3; i++) {
      RunReport other = RunReport.open(ReportOptions.of(folder, "other" + i).keptRuns(1));
      other.begin(SEARCH).close(Outcome.PASSED);
      other.close();
    }

    assertThat(run(running)).isDirectory();
  }

  @Test
  void manyTestsThatFailAtOnceHaveFoldersOfTheirOwn() throws Exception {
    RunReport report = report();
    List<Callable<Path>> tests = new ArrayList<>();
    for (int i = 0; i < 20 * PARALLEL; i++) {
      int nth = i;
      tests.add(
          () -> {
            TestEvidence evidence = report.begin(SEARCH);
            evidence.failed("test", new AssertionError("failure " + nth), Verdict.PRODUCT);
            return evidence.close(Outcome.FAILED).get(0);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    List<Path> pages = new ArrayList<>();
    for (Future<Path> page : threads.invokeAll(tests)) {
      pages.add(page.get());
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    report.close();

    assertThat(new HashSet<>(pages)).hasSize(tests.size());
    for (int i = 0; i < pages.size(); i++) {
      assertThat(Files.readString(pages.get(i))).contains(">failure " + i + "<");
    }
    assertThat(index(report)).contains("160 of 160 tests failed");
  }

  @Test
  void troubleNeverReachesTheTest() throws IOException {
    Path file = Files.createFile(folder.resolve("a file"));
    RunReport report = RunReport.open(ReportOptions.of(file, "r"));
    TestEvidence evidence = report.begin(SEARCH);

    evidence.failed("test", new AssertionError("x"), Verdict.PRODUCT);

    assertThat(evidence.close(Outcome.FAILED)).isEmpty();
    report.close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void anExceptionThatThrowsWhenItIsAskedHasAPageToo() throws IOException {
    TestEvidence evidence = report().begin(SEARCH);
    evidence.failed("test", new Hostile(), Verdict.PRODUCT);

    assertThat(Files.readString(evidence.close(Outcome.FAILED).get(0)))
        .contains("its message could not be asked for");
  }

  private RunReport report() {
    return RunReport.open(ReportOptions.of(folder, "r"));
  }

  private static Path run(RunReport report) {
    return report.folder().orElseThrow();
  }

  private static String index(RunReport report) throws IOException {
    return Files.readString(run(report).resolve("index.html"));
  }

  /** As a mock or a proxy can be. */
  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("do not ask");
    }

    @Override
    public synchronized Throwable getCause() {
      return this;
    }
  }
}
