package dev.drover.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.TerminalSize;
import java.io.File;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
@EnabledOnOs(OS.LINUX)
class PseudoTerminalTest {

  private PseudoTerminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = PseudoTerminal.open(TerminalSize.USUAL);
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  @Test
  void tellsWhetherSomethingIsToBeRead() throws Exception {
    byte[] buffer = new byte[100];
    for (int i = 0; i < 200; i++) {
      assertThat(terminal.hasOutput()).isFalse();
      Process program = program("printf abc; read x");
      while (program.getErrorStream().read() >= 0) {
        // The shell says that it has written.
      }
      assertThat(terminal.hasOutput()).isTrue();
      assertThat(terminal.read(buffer, 0, 100)).isEqualTo(3);
      assertThat(new String(buffer, 0, 3, UTF_8)).isEqualTo("abc");
      assertThat(terminal.hasOutput()).isFalse();
      program.destroyForcibly().waitFor();
    }
  }

  @Test
  void whereNobodyReadsLittleCanBeTyped() throws Exception {
    byte[] lines = "0123456789abcde\n".repeat(10_000).getBytes(UTF_8);
    Process program = program("stty -echo; sleep 300");
    while (program.getErrorStream().read() >= 0) {
      // The shell says that it is there.
    }
    int typed = 0;
    for (int n = 1; n > 0; typed += n) {
      n = terminal.type(lines, typed);
    }

    assertThat(typed).isPositive().isLessThan(lines.length);
    program.destroyForcibly().waitFor();
  }

  @Test
  void aClosedTerminalIsOfNoUse() throws Exception {
    terminal.close();

    assertThat(terminal.hasOutput()).isFalse();
    assertThat(terminal.read(new byte[10], 0, 10)).isNegative();
    assertThatThrownBy(() -> terminal.type(new byte[10], 0)).isInstanceOf(IOException.class);
  }

  private Process program(String line) throws IOException {
    File device = new File(terminal.device());
    return new ProcessBuilder("setsid", "sh", "-c", line.replace("; ", "; exec 2>&-; "))
        .redirectInput(device)
        .redirectOutput(device)
        .start();
  }
}
