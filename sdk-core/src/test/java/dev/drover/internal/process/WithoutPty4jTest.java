package dev.drover.internal.process;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.TerminalSize;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class WithoutPty4jTest {

  /** Says what comes of a command on a terminal, and of one without. */
  public static void main(String[] args) throws Exception {
    try (TestEngine engine = new TestEngine()) {
      for (int i = 0; i < 2; i++) {
        try {
          RecordingSink heard =
              engine.start(engine.spec("tty", TerminalSize.USUAL), new RecordingSink());
          heard.awaitEnd();
          System.out.println("ran: " + heard.text().strip());
        } catch (CommandException e) {
          System.out.println(e.code() + ": " + e.getMessage());
        }
      }
      System.out.println("left: " + engine.engine.running());
      System.out.println("plain: " + engine.run("echo fine").text().strip());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pty4j", "pty4j|jna", "jna"})
  void aTerminalIsRefusedWithWhatToAdd(String missing) throws Exception {
    assertThat(ranWithout(missing).lines())
        .hasSize(4)
        .endsWith("left: []", "plain: fine")
        .first()
        .asString()
        .startsWith("BAD_COMMAND: ")
        .contains("org.jetbrains.pty4j:pty4j");
  }

  @Test
  void withItThereIsOne() throws Exception {
    assertThat(ranWithout("nothing-at-all").lines()).first().asString().startsWith("ran: /dev/pts");
  }

  private static String ranWithout(String missing) throws Exception {
    Pattern jar = Pattern.compile("/(" + missing + ")-[^/]*\\.jar$");
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !jar.matcher(entry).find())
            .collect(joining(File.pathSeparator));
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                WithoutPty4jTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).isZero();
    return said.lines().filter(line -> line.matches("[A-Za-z_]+: .*")).collect(joining("\n"));
  }
}
