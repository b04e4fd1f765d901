package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 300 & echo $!; wait",
        "sh -c 'sh -c \"echo \\$\\$; sleep 300; true\"; true'; true",
        "(sleep 300 & echo $!); sleep 300",
        "nohup sleep 300 & echo $!; wait",
        "setsid sh -c 'echo $$; exec sleep 300' & wait",
        "(setsid sh -c 'echo $$; exec sleep 300' &); sleep 300",
        "(setsid sh -c '(setsid nohup sh -c \"echo \\$\\$; exec sleep 300\" 2>&1 &)' &); sleep 300",
        "trap '' TERM; echo $$; while true; do sleep 300; done",
        "echo $$; kill -STOP $$"
      })
  void stopEndsAllThatCameOfTheCommand(String line) throws Exception {
    RecordingSink heard = engine.start(line);
    await().until(() -> heard.text().contains("\n"));
    List<ProcessHandle> processes = processes(heard);

    assertThat(engine.engine.stop(heard.commandId)).isTrue();

    heard.awaitEnd();
    assertThat(processes).isNotEmpty().noneMatch(ProcessTable::isAlive);
  }

  @Test
  void aProcessThatCleansUpHasTheGraceForIt() throws Exception {
    TestEngine patient = TestEngine.withGrace(Duration.ofSeconds(10));
    RecordingSink heard =
        patient.start("trap 'sleep 0.1; echo cleaned; exit 7' TERM; echo ready; sleep 300 & wait");
    await().until(() -> heard.text().contains("ready"));

    patient.engine.stop(heard.commandId);

    assertThat(heard.exitCode()).isEqualTo(7);
    assertThat(heard.text()).contains("cleaned");
    patient.close();
  }

  @Test
  void aProcessThatIgnoresTheSignalIsKilledAfterTheGrace() throws Exception {
    RecordingSink heard = engine.start("trap '' TERM; echo ready; while true; do sleep 0.05; done");
    await().until(() -> heard.text().contains("ready"));
    long before = System.nanoTime();

    engine.engine.stop(heard.commandId);

    assertThat(heard.exitCode()).isEqualTo(137);
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertThat(took).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
  }

  @Test
  void stoppingWhatHasEndedOrIsUnknown() throws Exception {
    RecordingSink ended = engine.run("true");

    assertThat(engine.engine.stop(ended.commandId)).isFalse();
    CommandEngineTest.assertCode(ErrorCodes.UNKNOWN_COMMAND, () -> engine.engine.stop("nobody"));
  }

  @Test
  void aTimeoutEndsTheWholeTree() throws Exception {
    CommandSpec spec =
        new CommandSpec(
            "t", "sleep 300 & echo $!; wait", Duration.ofMillis(1500), Map.of(), null, true, null);
    RecordingSink heard = engine.start(spec, new RecordingSink());
    await().until(() -> heard.text().contains("\n"));
    List<ProcessHandle> processes = processes(heard);

    heard.awaitEnd();

    assertThat(processes).isNotEmpty().noneMatch(ProcessTable::isAlive);
  }

  @Test
  void closingEndsAlsoWhatEndedCommandsLeftBehind() throws Exception {
    RecordingSink heard =
        engine.run(
            "nohup sleep 300 >/dev/null 2>&1 & echo $!; (setsid sleep 300 >/dev/null 2>&1 &)");
    List<ProcessHandle> left = processes(heard);
    assertThat(left).isNotEmpty().allMatch(ProcessTable::isAlive);

    engine.close();

    assertThat(left).noneMatch(ProcessTable::isAlive);
  }

  @Test
  void otherCommandsAndThisProcessAreNotTouched() throws Exception {
    RecordingSink other = engine.start("echo other; sleep 300");
    RecordingSink suicidal = engine.start("kill 0; sleep 300");

    assertThat(suicidal.exitCode()).isEqualTo(143);

    RecordingSink stopped = engine.start("sleep 300");
    engine.engine.stop(stopped.commandId);
    stopped.awaitEnd();
    assertThat(engine.engine.running()).containsExactly(other.commandId);
  }

  @Test
  void aCommandThatForksAllTheTimeIsCaughtUpWith() throws Exception {
    String line = "trap '' TERM; f() { (sleep 0.01; f) & }; f; f; f; echo go; sleep 300";
    String mark = UUID.randomUUID().toString();
    CommandSpec spec = new CommandSpec("fork", line, null, Map.of("FORKS", mark), null, true, null);
    RecordingSink heard = engine.start(spec, new RecordingSink());
    await().until(() -> heard.text().contains("go"));

    engine.engine.stop("fork");

    heard.awaitEnd();
    assertThat(ProcessTable.read())
        .noneMatch(e -> ProcessTable.environment(e.pid()).contains("\0FORKS=" + mark + "\0"));
  }

  /** The processes whose ids the command printed. */
  static List<ProcessHandle> processes(RecordingSink heard) {
    return heard
        .text()
        .lines()
        .filter(l -> l.matches("\\d+"))
        .flatMap(l -> ProcessHandle.of(Long.parseLong(l)).stream())
        .toList();
  }
}
