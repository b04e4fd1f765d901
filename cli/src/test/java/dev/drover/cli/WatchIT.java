package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.ConnectionState;
import dev.drover.execution.ExecutionClient;
import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover watch}, and the execution that {@code drover server} shows. */
@Tag("soak")
@Timeout(120)
class WatchIT {

  private final ReferenceServer server = ReferenceServer.start();
  private final CountDownLatch watched = new CountDownLatch(1);

  @AfterEach
  void close() {
    server.close();
  }

  /** Begins when somebody watches, so that nothing is missed. */
  private Execution execute(ExecutionModule module) {
    server.startVm("vm-1");
    return server.execute(
        ExecutionPlan.on("vm-1")
            .withModule(
                ExecutionModule.code(
                    "wait", context -> assertThat(watched.await(60, TimeUnit.SECONDS)).isTrue()))
            .withModule(module));
  }

  private Program watch(Execution execution, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "watch";
    args[1] = "--server";
    args[2] = server.uri().toString();
    System.arraycopy(options, 0, args, 3, options.length);
    args[args.length - 1] = execution.id();
    Program watch = Program.start(args);
    watch.awaitLine(options.length == 0 ? "device vm-1" : "{\"event\":\"device_status\"");
    watched.countDown();
    return watch;
  }

  @Test
  void successIsZero() {
    Execution execution = execute(ExecutionModule.command("greet", "echo hello from here"));
    try (Program watch = watch(execution)) {
      assertThat(watch.exitCode()).isZero();
      assertThat(watch.out())
          .contains("INFO  vm-1  hello from here\n", "step greet on vm-1 completed")
          .contains("2 of 2 steps succeeded, 0 failed");
    }
  }

  @Test
  void aFailedStepIsOne() {
    Execution execution = execute(ExecutionModule.command("break", "exit 4"));
    try (Program watch = watch(execution)) {
      assertThat(watch.exitCode()).isEqualTo(ExitCodes.NOT_SUCCEEDED);
      assertThat(watch.out()).contains("step break on vm-1 failed, attempt 1: COMMAND_FAILED");
    }
  }

  @Test
  void programsReadJsonAndGetARecording(@TempDir Path folder) throws Exception {
    Path film = folder.resolve("run.avi");
    Execution execution =
        execute(ExecutionModule.command("count", "for i in 1 2 3 4; do echo $i; sleep 0.3; done"));
    try (Program watch =
        watch(execution, "--json", "--device", "vm-1", "--preview", film.toString())) {
      assertThat(watch.exitCode()).isZero();
      JsonNode last =
          new ObjectMapper()
              .readTree(watch.out().lines().toList().get((int) watch.out().lines().count() - 1));
      assertThat(last.path("event").asText()).isEqualTo("execution_completed");
      assertThat(last.path("successful_steps").asInt()).isEqualTo(2);
      assertThat(Files.readAllBytes(film)).startsWith('R', 'I', 'F', 'F');
    }
  }

  @Test
  void aPreviewWithoutAFrameLeavesNoFile(@TempDir Path folder) {
    Path film = folder.resolve("run.avi");
    server
        .device("vm-1")
        .showing(
            () -> {
              throw new IllegalStateException("this screen is broken");
            });
    Execution execution = execute(ExecutionModule.command("greet", "echo hello"));
    try (Program watch =
        watch(execution, "--json", "--device", "vm-1", "--preview", film.toString())) {
      assertThat(watch.exitCode()).isZero();
      assertThat(watch.err()).contains("no frame came, so there is no " + film);
      assertThat(film).doesNotExist();
    }
  }

  @Test
  void onATerminalWhatIsSaidInTheEndStandsBelowTheBar(@TempDir Path folder) throws Exception {
    Path film = folder.resolve("run.avi");
    Path pdf = folder.resolve("run.pdf");
    Execution execution =
        execute(ExecutionModule.command("count", "for i in 1 2 3 4; do echo $i; sleep 0.3; done"));
    try (TerminalProgram watch =
        TerminalProgram.start(
            "watch",
            "--server",
            server.uri().toString(),
            "--device",
            "vm-1",
            "--preview",
            film.toString(),
            "--report",
            pdf.toString(),
            execution.id())) {
      watch.see("device vm-1");
      watched.countDown();

      assertThat(watch.exitCode()).isZero();
      watch.see("the report is in " + pdf);
      assertThat(Screens.lines(watch.screen()))
          .containsSubsequence("[##############################] 100 %  count")
          .anyMatch(line -> line.matches("drover: \\d+ frames are in \\Q" + film + "\\E"))
          .contains("drover: the report is in " + pdf)
          .filteredOn(line -> line.startsWith("["))
          .hasSize(1);
    }
  }

  @Test
  void aServerThatWasKilledIsGivenUp() {
    String id = UUID.randomUUID().toString();
    try (Program killed = demo(id)) {
      String address = killed.awaitLine("listening on ");
      killed.awaitLine("execution ");
      try (Program watch =
          Program.start("watch", "--server", address, "--give-up-after", "2", id)) {
        watch.awaitLine("device a is ");

        killed.signal("KILL");

        assertThat(watch.exitCode()).isEqualTo(ExitCodes.CANNOT_CONNECT);
        assertThat(watch.err())
            .contains("; connecting again", "gave up watching " + id, "no connection for 2 s");
      }
    }
  }

  @Test
  void anExecutionThatIsNotThereIsSaidSo() {
    String id = UUID.randomUUID().toString();
    try (Program watch = Program.start("watch", "--server", server.uri().toString(), id)) {
      assertThat(watch.exitCode()).isEqualTo(ExitCodes.CANNOT_CONNECT);
      assertThat(watch.err()).contains("INVALID_EXECUTION_ID");
    }
  }

  @Test
  void theServerHasOneToShowAgainAndAgain() {
    String id = UUID.randomUUID().toString();
    try (Program demo = demo(id)) {
      String address = demo.awaitLine("listening on ");
      assertThat(demo.awaitLine("execution ")).isEqualTo(id + " devices a,b");
      for (int round = 1; round <= 2; round++) {
        try (Program watch = Program.start("watch", "--server", address, id)) {
          assertThat(watch.exitCode()).isZero();
          assertThat(watch.out()).contains("8 of 8 steps succeeded");
        }
        // Well within a second, whereas a program needs longer to start.
        try (ExecutionClient newcomer = ExecutionClient.connect(address, id)) {
          assertThat(newcomer.state()).isEqualTo(ConnectionState.CONNECTED);
        }
      }
    }
  }

  private static Program demo(String id) {
    return Program.start(
        "server", "--port", "0", "--demo-execution", "--execution-id", id, "--devices", "a,b");
  }
}
