package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code drover shell}, typed at. */
@Tag("soak")
@TestInstance(Lifecycle.PER_CLASS)
class ShellIT {

  private static final String ASKING =
      """
      printf 'Name: '; read name
      stty -echo 2>/dev/null; printf 'Password: '; read password; stty echo 2>/dev/null
      echo; echo "hello $name, ${#password} characters"
      """;

  private Path folder = Path.of("");
  private HubProcesses hub;
  private Path asking;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    hub = new HubProcesses();
    asking = Files.writeString(folder.resolve("ask.sh"), ASKING);
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  private TerminalProgram shell(String... options) {
    String[] args = new String[options.length + 4];
    args[0] = "shell";
    System.arraycopy(options, 0, args, 1, options.length);
    args[options.length + 1] = "--hub";
    args[options.length + 2] = hub.address;
    args[options.length + 3] = HubProcesses.VM;
    return TerminalProgram.start(args);
  }

  @Test
  void onATerminalTheVmAsksAndTheSecretIsNotShown() throws InterruptedException {
    try (TerminalProgram shell = shell("--shell", "PS1='remote> ' exec sh")) {
      shell.see("remote> ").line("sh " + asking).see("Name: ").line("Ada");
      shell.see("Password: ").line("secret").see("hello Ada, 6 characters");
      shell.type(TerminalProgram.CTRL_D);

      assertThat(shell.exitCode()).isZero();
      assertThat(shell.screen()).doesNotContain("secret");
    }
  }

  @Test
  void lineByLineTheVmAsks() throws InterruptedException {
    try (TerminalProgram shell = shell("--lines")) {
      shell.see("vm-1> ").line("sh " + asking).see("Name: ").line("Ada");
      shell.see("Password: ").line("secret").see("hello Ada, 6 characters");
      shell.see("vm-1> ").line("cd /usr/lib").see("vm-1:/usr/lib> ").line("pwd; exit 3");
      shell.see("/usr/lib").see("vm-1:/usr/lib> ").type(TerminalProgram.CTRL_D);

      assertThat(shell.exitCode()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--lines", "--shell=exec sh"})
  void ctrlCStopsTheCommandWithItsGrandchildren(String mode) throws Exception {
    Path pid = folder.resolve("pid" + mode.length());
    try (TerminalProgram shell = shell(mode)) {
      shell.line("sh -c 'sleep 300 & echo $! > %s; echo begun; wait'".formatted(pid));
      shell.see("begun\r");
      shell.type(TerminalProgram.CTRL_C);

      if (mode.equals("--lines")) {
        long grandchild = Long.parseLong(Files.readString(pid).strip());
        await()
            .atMost(Program.PATIENCE)
            .until(() -> ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive).isEmpty());
      }
      shell.line("echo still $((40 + 2))").see("still 42").type(TerminalProgram.CTRL_D);
      shell.exitCode();
    }
  }

  @Test
  void aScriptsLinesAreCommands() {
    try (Program shell = Program.startReading("shell", "--hub", hub.address, HubProcesses.VM)) {
      shell.endInput("echo one\ncd /usr\npwd\nexit 4\n");

      assertThat(shell.exitCode()).isEqualTo(4);
      assertThat(shell.out()).isEqualTo("one\n/usr\n");
    }
  }
}
