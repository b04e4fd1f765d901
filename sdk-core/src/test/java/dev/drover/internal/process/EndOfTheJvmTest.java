package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands lead groups of their own; they must not outlive the JVM that runs them for that. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class EndOfTheJvmTest {

  /** Runs commands, says their process ids, and ends when its standard input does. */
  public static void main(String[] args) throws Exception {
    TestEngine engine = new TestEngine();
    engine.run("true");
    engine.run("true"); // Now there is a shell that was started ahead.
    RecordingSink heard = engine.start("trap '' TERM; sleep 300 & echo $$ $!; wait");
    await().until(() -> heard.text().endsWith("\n"));
    await().until(() -> ProcessHandle.current().children().count() >= 2);
    String ahead =
        ProcessHandle.current().children().map(p -> " " + p.pid()).reduce("", String::concat);
    System.out.println("pids " + heard.text().strip() + ahead);
    while (System.in.read() >= 0) {
      // Nothing is said but the end.
    }
    System.exit(0);
  }

  @Test
  void anOrdinaryEndStopsAllProcesses() throws Exception {
    Process jvm = startJvm();
    List<ProcessHandle> processes = processes(jvm);
    assertThat(processes).hasSizeGreaterThanOrEqualTo(3).allMatch(ProcessTable::isAlive);

    jvm.getOutputStream().close();

    assertThat(jvm.waitFor()).isZero();
    await().until(() -> processes.stream().noneMatch(ProcessTable::isAlive));
  }

  @Test
  void shellsStartedAheadGoEvenWithAKilledJvm() throws Exception {
    Process jvm = startJvm();
    List<ProcessHandle> processes = processes(jvm);

    jvm.destroyForcibly().waitFor();

    // The command's own two processes stay: nothing is left that could stop them.
    await().until(() -> processes.stream().filter(ProcessTable::isAlive).count() == 2);
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private static Process startJvm() throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            EndOfTheJvmTest.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<ProcessHandle> processes(Process jvm) throws Exception {
    BufferedReader said = jvm.inputReader();
    String line = said.readLine();
    while (line != null && !line.startsWith("pids")) {
      line = said.readLine();
    }
    assertThat(line).isNotNull();
    return Stream.of(String.valueOf(line).substring(5).split(" ", -1))
        .distinct()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }
}
