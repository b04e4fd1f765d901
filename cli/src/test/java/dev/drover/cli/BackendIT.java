package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** An agent that joins by the backend's door, and the commands that go through it. */
@Tag("soak")
@TestInstance(Lifecycle.PER_CLASS)
class BackendIT {

  private static final String VM = "host-fd:f5:d6:59:66:99";

  private Program server;
  private Program agent;
  private String address;

  @BeforeAll
  void start() {
    server = Program.start("server", "--port", "0");
    address = server.awaitLine("listening on ");
    agent = Program.start("agent", "--backend", address, "--vm-id", VM);
    HubProcesses.awaitVm(address, VM);
  }

  @AfterAll
  void stop() {
    agent.close();
    server.close();
  }

  @Test
  void theExitCodeIsTheCommands() {
    try (Program send =
        Program.start("send", "--backend", address, VM, "echo", "hi;", "exit", "7")) {
      assertThat(send.exitCode()).isEqualTo(7);
      assertThat(send.out()).isEqualTo("hi\n");
    }
  }

  @Test
  void linesOfInputAnswerPrompts(@TempDir Path folder) throws Exception {
    Path script = folder.resolve("ask.sh");
    Files.writeString(
        script, "printf 'Name: '; read n; stty -echo; printf 'Key: '; read k; echo; echo $n$k");
    try (Program send =
        Program.startReading("send", "--backend", address, "--pty", VM, "sh", script.toString())) {
      send.endInput("Ada\nsecret\n");

      assertThat(send.exitCode()).isZero();
      assertThat(send.out()).endsWith("Adasecret\r\n").containsOnlyOnce("secret");
    }
  }

  @Test
  void aPromptThatNobodyAnswersIsNotWaitedAtForEver() {
    try (Program send = Program.start("send", "--backend", address, VM, "printf 'Go? '; read x")) {
      assertThat(send.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(send.err()).contains("waits at 'Go? '");
    }
  }

  @Test
  void otherMessagesHaveTheirAnswers() throws Exception {
    try (Program ping = Program.start("send", "--backend", address, "--type", "ping", VM);
        Program status = Program.start("status", "--backend", address, "--json", VM);
        Program info = Program.start("info", "--backend", address, VM)) {
      assertThat(ping.exitCode()).isZero();
      assertThat(ping.out()).isEqualTo("pong\n");
      assertThat(status.exitCode()).isZero();
      assertThat(new ObjectMapper().readTree(status.out()).path("vm_id").asText()).isEqualTo(VM);
      assertThat(info.exitCode()).isZero();
      assertThat(info.out()).contains("directory  " + Path.of("").toAbsolutePath());
    }
  }

  @Test
  void aVmThatIsNotThereIsSaidSo() {
    try (Program send = Program.start("send", "--backend", address, "vm-0", "true")) {
      assertThat(send.exitCode()).isEqualTo(ExitCodes.FAILED);
      assertThat(send.err()).contains("vm-0");
    }
  }
}
