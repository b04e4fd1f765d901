package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.JournalEntry;
import dev.drover.reference.ReferenceServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A test run that nobody closes. */
class EndOfTheJvmTest {

  @Test
  void vmsAreGivenBackWhenTheJvmEndsEarly() throws IOException, InterruptedException {
    try (ReferenceServer server = ReferenceServer.start()) {
      server.vm("vm-1");

      Process run = start(server);

      assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).isEqualTo(EndsEarly.EXIT_CODE);
      assertThat(server.journal().entries())
          .extracting(JournalEntry::type)
          .contains("spin_up_response", "release_response");
      assertThat(server.vms()).noneMatch(vm -> vm.testCaseId().isPresent());
    }
  }

  private static Process start(ReferenceServer hub) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Ddrover.hub=" + hub.uri(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EndsEarly.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start();
  }

  /** Takes a VM and exits in the middle of the test. */
  static final class EndsEarly {
    static final int EXIT_CODE = 17;

    public static void main(String[] args) {
      DroverFixture fixture = DroverFixture.open();
      fixture.hub("", "").begin(new TestMethod("test", Optional.empty(), List.of())).assignment(0);
      System.exit(EXIT_CODE);
    }
  }
}
