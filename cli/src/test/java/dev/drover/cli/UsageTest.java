package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to somebody who does not know the program yet, or mistypes. */
class UsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server",
        "agent",
        "vms",
        "spin-up",
        "release",
        "exec",
        "shell",
        "send",
        "status",
        "info",
        "watch",
        "screenshot"
      })
  void everyCommandHasHelpThatNamesTheExitCodes(String command) {
    Run help = Run.of(command, "--help");

    assertThat(help.code()).isEqualTo(0);
    assertThat(help.out())
        .contains("drover " + command)
        .contains("--verbose")
        .contains("69")
        .contains("124")
        .contains("130");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void theProgramListsItsCommands() {
    Run help = Run.of("--help");

    assertThat(help.code()).isEqualTo(0);
    assertThat(help.out())
        .contains("server", "agent", "vms", "exec", "shell", "send", "status", "info", "watch")
        .contains("run", "runner-agent", "token");
    String list = help.out().split("Commands:\\R|\\R\\RExit codes:", -1)[1];
    assertThat(list.split("\\R(?=  \\S)", -1)).hasSize(15).allMatch(entry -> entry.endsWith("."));
  }

  @Test
  void theVersionIsTheOneThatWasBuilt() {
    Run version = Run.of("--version");

    assertThat(version.code()).isEqualTo(0);
    assertThat(version.out()).matches("(?s)drover \\d+\\.\\d+\\.\\d+.*\\RJava .*");
  }

  @Test
  void noCommandIsWrongUsage() {
    Run nothing = Run.of();

    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.err()).contains("no command is given").contains("drover --help");
  }

  @Test
  void aMistypedCommandIsAnsweredWithTheRightOne() {
    Run mistyped = Run.of("screenshoot", "vm-1", "x.png");

    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("screenshot");
  }

  @Test
  void aBadAddressIsWrongUsage() {
    Run bad = Run.of("vms", "--hub", "localhost:8765");

    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("localhost:8765").contains("ws").doesNotContain("\tat ");
  }

  @Test
  void anOptionBetweenVmAndCommandIsNotRunThere() {
    Run misplaced = Run.of("exec", "vm-1", "--timeout", "3", "sleep 9");

    assertThat(misplaced.code()).isEqualTo(2);
    assertThat(misplaced.err()).contains("--timeout").contains("before the VM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "soon"})
  void aTimeoutThatIsNoneIsWrongUsage(String timeout) {
    Run bad = Run.of("exec", "--timeout", timeout, "vm-1", "true");

    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("--timeout");
  }

  @Test
  void aCommandWithoutWordsIsWrongUsage() {
    assertThat(Run.of("exec", "vm-1").code()).isEqualTo(2);
    assertThat(Run.of("exec", "vm-1", " ").code()).isEqualTo(2);
    assertThat(Run.of("exec", "vm-1", "--").code()).isEqualTo(2);
  }

  @Test
  void anAgentJoinsAHubOrABackend() {
    Run agent = Run.of("agent", "--hub", "ws://localhost:1", "--backend", "ws://localhost:1");

    assertThat(agent.code()).isEqualTo(2);
    assertThat(agent.err()).contains("--hub or --backend, not both");
  }

  @Test
  void anAgentRefusesABrokenPatternAndAMissingFolder() {
    Run pattern = Run.of("agent", "--vm-id", "vm-1", "--deny", "rm (");
    Run folder = Run.of("agent", "--vm-id", "vm-1", "--workdir", "/no/such/folder");

    assertThat(pattern.code()).isEqualTo(2);
    assertThat(pattern.err()).contains("--deny");
    assertThat(folder.code()).isEqualTo(2);
    assertThat(folder.err()).contains("/no/such/folder");
  }
}
