package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.ClientOptions;
import dev.drover.agent.VmAgent;
import dev.drover.hub.HubClient;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import dev.drover.hub.VmWish;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The programs, run; what they print is what their readers are promised. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are lines for sh")
class ProgramsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aCommandIsFollowedAndStopped() throws Exception {
    String output = Printed.by(StreamAndStop::run);

    assertThat(output)
        .startsWith("round 1\nround 2\nround 3\n")
        .containsPattern("(?m)^stopped: exit code (143|137)$")
        .endsWith("sleeping still: 0\n");
  }

  @Test
  void aCommandIsAnswered() throws Exception {
    String output = Printed.by(AnswerACommand::run);

    assertThat(output)
        .isEqualTo("Install into /opt? [y/n] Your name: Ada said y\n2\n\nexit code 0\n");
  }

  @Test
  void anExecutionIsRecorded() throws Exception {
    String output = Printed.by(out -> RecordAnExecution.run(folder, out));

    assertThat(output)
        .contains("  | part 6 of 6\n", "unpack: completed\n")
        .contains("install: ")
        .containsPattern("(?m)^ended: \\w+, [1-9]\\d* frames in \\S+vm-1.avi$");
    byte[] film = Files.readAllBytes(folder.resolve("vm-1.avi"));
    assertThat(new String(film, 0, 12, StandardCharsets.ISO_8859_1))
        .startsWith("RIFF")
        .endsWith("AVI ");
    assertThat(film).hasSizeGreaterThan(10_000);
  }

  @Test
  void aPlayerOfOthersPlaysTheRecording() throws Exception {
    assumeTrue(
        System.getenv("DROVER_FFPROBE_REQUIRED") != null || isOnPath("ffprobe"),
        "no ffprobe: apt-get install ffmpeg");
    String output = Printed.by(out -> RecordAnExecution.run(folder, out));

    Process ffprobe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-select_streams",
                "v:0",
                "-show_entries",
                "stream=codec_name,width,height,nb_read_frames",
                "-of",
                "csv=p=0",
                folder.resolve("vm-1.avi").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said.strip()).matches("mjpeg," + halfOfAScreen() + ",\\d+");
    int frames = number(said.strip().replaceAll(".*,", ""));
    // Some may be written after the program has said how many there are.
    int printed = number(output.replaceAll("(?s).*, (\\d+) frames in .*", "$1"));
    assertThat(frames).isGreaterThan(1).isGreaterThanOrEqualTo(printed);
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** How large a preview of medium quality is, by a screenshot of a VM like that of the program. */
  private static String halfOfAScreen() {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      server.startVm("vm-1");
      BufferedImage screen = hub.vm("vm-1").screenshot().toImage();
      return Math.round(screen.getWidth() / 2.0) + "," + Math.round(screen.getHeight() / 2.0);
    }
  }

  @Test
  void aRunnerRunsCode() throws Exception {
    String output = Printed.by(RunOnARunner::run);

    assertThat(output)
        .startsWith("agent agent-1 waits for work\n")
        .contains("info: one passed\n", "error: one failed\n")
        .endsWith("exit code 3\n");
  }

  @Test
  void aHubThatRunsAlreadyIsLookedAt() throws Exception {
    try (ReferenceServer server =
            ReferenceServer.start(ServerOptions.defaults().withToken("s3cret"));
        HubClient owner = HubClient.connect(ClientOptions.of(server.uri()).token("s3cret"))) {
      String vm = owner.spinUp(TestCase.of("nightly")).vm().id();
      server.startVm("spare");

      Path picture = folder.resolve("vm.png");
      ClientOptions options = ClientOptions.of(server.uri()).token("s3cret");
      String output = Printed.by(out -> AttachToAHub.run(options, vm, picture, out));

      assertThat(output)
          .contains(vm + "  connected, runs nightly, {os=")
          .contains("spare  connected, free, {os=")
          .containsPattern("(?m)^disk:  \\S.*%.*$");
      assertThat(ImageIO.read(picture.toFile()).getWidth()).isPositive();
      assertThat(owner.listVms()).anyMatch(v -> v.testCaseId().equals(Optional.of("nightly")));
    }
  }

  @Test
  void aMachineBecomesAVmOfAHubElsewhere() throws IOException {
    try (ReferenceServer server =
            ReferenceServer.start(ServerOptions.defaults().withVmProvider(VmProvider.none()));
        HubClient hub = HubClient.connect(server.uri().toString());
        VmAgent agent =
            VmAgent.connect(
                ClientOptions.of(server.uri()), AgentOnAnotherMachine.options("vm-17", folder))) {
      var wish = SpinUpOptions.defaults().withWish(VmWish.labelled("room", "2.17"));
      var vm = hub.spinUp(TestCase.of("remote"), wish).vm();

      assertThat(vm.id()).isEqualTo(agent.vmId());
      assertThat(vm.sendCommand("pwd; echo $LC_ALL").output())
          .isEqualTo(folder.toRealPath() + "\nC\n");
      assertThatThrownBy(() -> vm.sendCommand("reboot"))
          .hasMessageContaining("runs no command that matches");
    }
  }

  @Test
  void theAgentsProgramRunsUntilItIsEnded() throws Exception {
    try (ReferenceServer server =
        ReferenceServer.start(ServerOptions.defaults().withVmProvider(VmProvider.none()))) {
      Process program =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  AgentOnAnotherMachine.class.getName(),
                  server.uri().toString(),
                  "vm-18")
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said").toFile())
              .start();
      try (HubClient hub = HubClient.connect(server.uri().toString())) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> hub.listVms().stream().anyMatch(vm -> vm.vmId().equals("vm-18")));
        assertThat(hub.vm("vm-18").sendCommand("echo here").output()).isEqualTo("here\n");
      } finally {
        program.destroy();
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(folder.resolve("said")).hasContent("vm-18 is CONNECTED");
    }
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }
}
