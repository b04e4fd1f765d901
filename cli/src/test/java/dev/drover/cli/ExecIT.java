package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Client commands of the finished jar, against a server and an agent of the finished jar. */
@TestInstance(Lifecycle.PER_CLASS)
class ExecIT {

  private HubProcesses hub;

  @BeforeAll
  void start() {
    hub = new HubProcesses();
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  @Test
  void streamsStayApartAndTheExitCodeIsTheCommands() {
    try (Program exec = hub.exec("echo to out; echo to err >&2; exit 7")) {
      assertThat(exec.exitCode()).isEqualTo(7);
      assertThat(exec.out()).isEqualTo("to out\n");
      assertThat(exec.err()).isEqualTo("to err\n");
    }
  }

  @Test
  void outputIsSeenAsItComesAndInputReachesTheCommand() {
    try (Program exec =
        Program.startReading(
            "exec", "--hub", hub.address, HubProcesses.VM, "echo ready now; read x; echo got $x")) {
      exec.awaitLine("ready ");

      exec.endInput("grün\n");

      assertThat(exec.exitCode()).isEqualTo(0);
      assertThat(exec.out()).isEqualTo("ready now\ngot grün\n");
    }
  }

  @Test
  void muchInputWaitsForASlowReader() {
    String line = "x".repeat(1023) + "\n";
    try (Program exec =
        Program.startReading("exec", "--hub", hub.address, HubProcesses.VM, "sleep 1; wc -c")) {
      exec.endInput(line.repeat(3 * 1024));

      assertThat(exec.exitCode()).isEqualTo(0);
      assertThat(exec.out().strip()).isEqualTo(String.valueOf(3 * 1024 * 1024));
      assertThat(exec.err()).isEmpty();
    }
  }

  @Test
  void interruptingStopsTheRemoteCommand() {
    try (Program exec = hub.exec("echo pid $$; exec sleep 300")) {
      long sleep = Long.parseLong(exec.awaitLine("pid "));
      assertThat(ProcessHandle.of(sleep)).isPresent();

      assertThat(exec.signal("INT").exitCode()).isEqualTo(130);

      await().atMost(Program.PATIENCE).until(() -> ProcessHandle.of(sleep).isEmpty());
    }
  }

  @Test
  void aSecondInterruptLeavesACommandThatDoesNotListen() {
    try (Program exec = hub.exec("trap '' TERM INT HUP; echo pid $$; sleep 300 & wait; wait")) {
      exec.awaitLine("pid ");

      exec.signal("INT");
      await().atMost(Program.PATIENCE).until(() -> exec.err().contains("stopping the command"));

      assertThat(exec.signal("INT").exitCode()).isEqualTo(130);
      assertThat(exec.err()).contains("may still be running");
    }
  }

  @Test
  void screenshotsArePictures(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("shots/vm-1.png");
    try (Program screenshot =
        Program.start("screenshot", "--hub", hub.address, HubProcesses.VM, file.toString())) {
      assertThat(screenshot.exitCode()).isEqualTo(0);

      assertThat(file).isNotEmptyFile();
      assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
      BufferedImage picture = ImageIO.read(file.toFile());
      assertThat(picture.getWidth()).isGreaterThan(100);
    }
  }
}
