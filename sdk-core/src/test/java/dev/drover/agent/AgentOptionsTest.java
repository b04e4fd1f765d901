package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drover.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

  private final AgentOptions options = AgentOptions.of("vm-1");

  @Test
  void haveDefaults() {
    assertThat(options.vmId()).isEqualTo("vm-1");
    assertThat(options.workingDirectory()).isEqualTo(Path.of("").toAbsolutePath());
    assertThat(options.env()).isEmpty();
    assertThat(options.maxCommands()).isEqualTo(16);
    assertThat(options.keptOutputBytes()).isEqualTo(1 << 20);
    assertThat(options.stopGrace()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.heartbeat()).isEqualTo(Duration.ofSeconds(30));
    assertThat(options.screen()).isNull();
    assertThat(options.terminal()).isNull();
  }

  @Test
  void settersChangeCopiesAndKeepTheRest() {
    ScreenSource screen = fullPage -> new byte[0];
    CommandPolicy policy = CommandPolicy.allowList("ls");

    AgentOptions changed =
        options
            .withPolicy(policy)
            .withWorkingDirectory(Path.of("/srv"))
            .withEnv(Map.of("A", "b"))
            .withMaxCommands(2)
            .withKeptOutputBytes(3)
            .withStopGrace(Duration.ofSeconds(4))
            .withScreen(screen)
            .withTerminal(new TerminalSize(132, 43))
            .withHeartbeat(Duration.ofSeconds(5));

    assertThat(changed.vmId()).isEqualTo("vm-1");
    assertThat(changed.policy()).isSameAs(policy);
    assertThat(changed.workingDirectory()).isEqualTo(Path.of("/srv"));
    assertThat(changed.env()).containsExactly(Map.entry("A", "b"));
    assertThat(changed.maxCommands()).isEqualTo(2);
    assertThat(changed.keptOutputBytes()).isEqualTo(3);
    assertThat(changed.stopGrace()).isEqualTo(Duration.ofSeconds(4));
    assertThat(changed.screen()).isSameAs(screen);
    assertThat(changed.terminal()).isEqualTo(new TerminalSize(132, 43));
    assertThat(changed.heartbeat()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.maxCommands()).isEqualTo(16);
  }

  @Test
  void refuseWhatMakesNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> AgentOptions.of(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxCommands(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withKeptOutputBytes(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withHeartbeat(Duration.ZERO));
  }

  @Test
  void showTheirIdAndNoSecrets() {
    assertThat(options.withEnv(Map.of("PASSWORD", "hunter2"))).hasToString("AgentOptions[vm-1]");
  }
}
