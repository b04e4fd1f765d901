package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class LeakTest {

  /** One for the whole JVM each; other tests may have left them something to do. */
  private static final Pattern SHARED = Pattern.compile("deadlines|timer|callback");

  @Test
  void manyCommandsLeaveNoThreadNoFileAndNoProcess() throws Exception {
    try (TestEngine engine = new TestEngine()) {
      engine.run("true");
    }
    long files = openFiles();
    long threads = threads();
    try (TestEngine engine = new TestEngine()) {
      for (int i = 0; i < 200; i++) {
        assertThat(engine.run("echo " + i).text()).isEqualTo(i + "\n");
      }
      assertThat(threads()).isLessThan(threads + 20);
    }

    await().untilAsserted(() -> assertThat(threads()).isZero());
    await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files));
    await().until(() -> ProcessHandle.current().children().noneMatch(ProcessTable::isAlive));
  }

  @Test
  void manyTerminalsLeaveNothingEither() throws Exception {
    try (TestEngine engine = new TestEngine()) {
      engine.start(engine.spec("true", TerminalSize.USUAL), new RecordingSink()).awaitEnd();
    }
    await().untilAsserted(() -> assertThat(threads()).isZero());
    long files = openFiles();
    try (TestEngine engine = new TestEngine()) {
      for (int i = 0; i < 60; i++) {
        CommandSpec spec = engine.spec("read x; sleep 300 & echo $x", TerminalSize.USUAL);
        RecordingSink heard = engine.start(spec, new RecordingSink());
        engine.engine.input(spec.id(), i + "\n", false);
        heard.awaitEnd();
      }
    }

    await().untilAsserted(() -> assertThat(threads()).isZero());
    await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files));
    await().until(() -> ProcessHandle.current().children().noneMatch(ProcessTable::isAlive));
  }

  static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("drover-"))
        .filter(t -> !SHARED.matcher(t.getName()).find())
        .count();
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
