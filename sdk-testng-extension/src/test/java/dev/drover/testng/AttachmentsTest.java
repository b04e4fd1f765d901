package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.FailurePage;
import dev.drover.testing.observed.ObservedHub;
import dev.drover.testing.observed.Printed;
import dev.drover.testing.observed.ReportedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.testng.ITestResult;
import org.testng.Reporter;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Where people and CI servers find the page of a failed test. */
class AttachmentsTest {

  @TempDir Path artifacts = Path.of("");

  @org.junit.jupiter.api.Test
  void thePageIsPrintedAndInTestNgsReport() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      Map<String, String> settings =
          Map.of("drover.hub", hub.uri(), "drover.artifacts", artifacts.toString());
      List<ITestResult> failed = new ArrayList<>();

      String printed =
          Printed.during(() -> failed.addAll(NgRun.of(settings, 1, Fails.class).failed()));

      String page = printed.replaceAll("(?s).*\\[\\[ATTACHMENT\\|([^\\]]*)]].*", "$1");
      assertThat(Path.of(page)).isRegularFile().startsWith(artifacts.toAbsolutePath());
      assertThat(Reporter.getOutput(failed.get(0)))
          .singleElement()
          .asString()
          .contains(Path.of(page).toUri().toString(), "why it failed");
    }
  }

  @DroverTest
  public static class Fails {
    @Test
    public void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }
  }

  @org.junit.jupiter.api.Test
  void thatOfAnInheritedSetUpNamesTheClassThatRuns() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      NgRun.of(
          Map.of("drover.hub", hub.uri(), "drover.artifacts", artifacts.toString()),
          1,
          Inherits.class);

      assertThat(ReportedRun.in(artifacts).pages())
          .extracting(FailurePage::title)
          .singleElement()
          .asString()
          .contains("Inherits", "setUp");
    }
  }

  public abstract static class SetsUp {
    @BeforeClass
    public void setUp() {
      throw new AssertionError("in set-up");
    }
  }

  @DroverTest
  public static class Inherits extends SetsUp {
    @Test
    public void neverRuns(Vm vm) {}
  }
}
