package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.TerminalSize;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents are started from scripts, with {@code &} and {@code nohup}; commands must not notice. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SignalResetTest {

  private static final String IGNORED = "grep SigIgn /proc/self/status";

  /** Says what commands ignore, on pipes and on a terminal, and whether that signal ends one. */
  public static void main(String[] args) throws Exception {
    try (TestEngine engine = new TestEngine()) {
      System.out.println(engine.run("printf 'pipe '; " + IGNORED).text().strip());
      TerminalSize size = new TerminalSize(80, 24);
      RecordingSink terminal = new RecordingSink();
      engine.start(engine.spec("printf 'terminal '; " + IGNORED, size), terminal);
      terminal.awaitEnd();
      System.out.println(terminal.text().strip());
      RecordingSink interrupted = new RecordingSink();
      engine.start(engine.spec("kill -INT $$", size), interrupted);
      System.out.println("interrupted " + interrupted.exitCode());
    }
    System.exit(0);
  }

  @Test
  void whatTheAgentIgnoresItsCommandsDoNot() throws Exception {
    Process jvm =
        new ProcessBuilder(
                "sh",
                "-c",
                "trap '' HUP INT QUIT TERM; exec \"$@\"",
                "sh",
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SignalResetTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(jvm.waitFor()).isZero();
    assertThat(said).contains("pipe SigIgn:", "terminal SigIgn:", "interrupted 130");
    // Among them is what libraries log.
    assertThat(said.lines().filter(line -> line.contains("SigIgn:")))
        .hasSize(2)
        .map(line -> line.substring(line.indexOf("SigIgn:")))
        .noneMatch(SignalReset::isNeeded);
  }

  @ParameterizedTest
  @CsvSource({
    "0000000000000000, false",
    "0000000000000002, true",
    "0000000000000001, true",
    "0000000000001000, false",
    "ffffffffffffffff, true"
  })
  void itIsNeededWhereOneThatMattersIsIgnored(String mask, boolean needed) {
    String status = "Name:\tjava\nSigBlk:\tffffffffffffffff\nSigIgn:\t" + mask + "\nSigCgt:\t0\n";

    assertThat(SignalReset.isNeeded(status)).isEqualTo(needed);
    assertThat(SignalReset.isNeeded("Name:\tjava\n")).isFalse();
  }
}
