package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.observed.ObservedHub;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** Where TestNG only pretends to run tests: the JUnit Platform finds them that way. */
class DryRunTest {

  private static final String DRY_RUN = "testng.mode.dryrun";
  private static int ran;

  @TempDir Path artifacts = Path.of("");

  @BeforeEach
  void pretend() {
    ran = 0;
    System.setProperty(DRY_RUN, "true");
  }

  @AfterEach
  void beInEarnest() {
    System.clearProperty(DRY_RUN);
  }

  @org.junit.jupiter.api.Test
  void nothingIsAskedForAndNothingIsWrittenDown() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      NgRun run =
          NgRun.of(
              Map.of("drover.hub", hub.uri(), "drover.artifacts", artifacts.toString()),
              1,
              Pretended.class);

      assertThat(run.failed()).isEmpty();
      assertThat(run.passed()).hasSize(3);
      assertThat(ran).isZero();
      hub.assertReleasedOnce(0);
      assertThat(artifacts).isEmptyDirectory();
    }
  }

  @org.junit.jupiter.api.Test
  void whatCouldNotBeCalledLeavesNothingEither() {
    NgRun run =
        NgRun.of(
            Map.of("drover.artifacts", artifacts.toString()),
            1,
            FailuresAround.AtParameter.class,
            FailuresAround.AtData.class);

    assertThat(run.failed()).hasSize(1);
    assertThat(run.skipped()).hasSize(1);
    assertThat(artifacts).isEmptyDirectory();
  }

  @org.junit.jupiter.api.Test
  void aHubThatIsNotThereIsNotMissed() {
    assertThat(NgRun.of("ws://127.0.0.1:1", Pretended.class).failed()).isEmpty();
  }

  @org.junit.jupiter.api.Test
  void whatIsMeantInEarnestThenRunsAsEver() {
    try (ObservedHub hub = ObservedHub.withVms(1)) {
      NgRun.of(hub.uri(), Pretended.class);
      beInEarnest();

      NgRun run = NgRun.of(hub.uri(), Pretended.class);

      assertThat(run.passed()).hasSize(3);
      assertThat(ran).isEqualTo(3);
      hub.assertReleasedOnce(3);
    }
  }

  @DroverTest
  public static class Pretended {
    @DataProvider
    public Object[][] colors() {
      return new Object[][] {{"red"}, {"green"}};
    }

    @Test(dataProvider = "colors")
    public void withData(String color, Vm vm) {
      assertThat(vm.sendCommand(color).isSuccess()).isTrue();
      ran++;
    }

    @Test
    public void withoutData(Vm vm) {
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
      ran++;
    }
  }
}
