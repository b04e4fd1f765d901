package dev.drover.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The start script, with lines typed into it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is one for bash")
class JShellTest {

  private static final String TYPED =
      """
      spinUp("t1")
      sh("echo $((6*7)) dogs; sleep 4711 & echo it is $!")
      shot()
      vms()
      execution.startPreview(demo.id(), LOW).awaitFrame(f -> true, Duration.ofMinutes(1)).width() > 0
      runner.state()
      server.vms().size()
      """;

  private static String output = "";

  @BeforeAll
  static void typeAndLeave() throws Exception {
    assertThat(Path.of("../cli/target/drover.jar"))
        .as("the module cli is packaged before this one")
        .exists();
    ProcessBuilder shell = new ProcessBuilder("jshell/drover").redirectErrorStream(true);
    shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
    shell.environment().put("JAVA_TOOL_OPTIONS", "-Djava.awt.headless=true");
    Process process = shell.start();
    try (var typed = process.outputWriter(UTF_8)) {
      typed.write(TYPED);
    } // the end of the input is what Ctrl-D is
    output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void aLineEach() {
    assertThat(output)
        .contains("Vm[")
        .contains("42 dogs\n")
        .containsPattern("==> CommandResult\\[echo .*: exit 0 in \\d+ ms, \\d+ characters]")
        .containsPattern("==> \\S+\\.png\n")
        .containsPattern(" connected +demo\n")
        .containsPattern(" connected +t1\n")
        .contains("==> true\n", "==> CONNECTED\n", "==> 2\n");
  }

  @Test
  void nothingDisturbs() {
    assertThat(output).doesNotContain("xception", "WARN", "SLF4J", "warning", "Error");
  }

  @Test
  void nothingStaysBehind() {
    Matcher pid = Pattern.compile("it is (\\d+)").matcher(output);
    assertThat(pid.find()).isTrue();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> ProcessHandle.of(Long.parseLong(pid.group(1))).isEmpty());
  }
}
