package dev.drover.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.fixtures.RunnerServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent with real processes, and what it says to its server. */
@Timeout(90)
class RunnerAgentTest {

  @TempDir private Path folder = Path.of("");
  private RunnerServer server;
  private ClientOptions options;
  private @Nullable RunnerAgent agent;

  @BeforeEach
  void start() throws Exception {
    server = new RunnerServer();
    options = ClientOptions.of(server.uri()).backoff(Backoff.fixed(Duration.ofMillis(10)));
  }

  @AfterEach
  void stop() throws Exception {
    if (agent != null) {
      agent.close();
    }
    server.close();
  }

  @Test
  void registersWithWhatItsMachineReallyHas() throws Exception {
    connect(RunnerAgentOptions.named("My Local Agent"));

    assertThat(server.argument("agent:register"))
        .startsWith("{\"name\":\"My Local Agent\",\"systemInfo\":{\"platform\":\"")
        .contains("\"javaVersion\":\"" + Runtime.version() + "\"")
        .doesNotContain("null");
    server.cut();
    assertThat(server.argument("agent:register")).contains("My Local Agent");
  }

  @Test
  void beats() throws Exception {
    connect(RunnerAgentOptions.named("a").heartbeat(Duration.ofMillis(50)));
    server.expect("agent:register");

    assertThat(server.expect("agent:heartbeat").arguments().size()).isZero();
    server.expect("agent:heartbeat");
    server.cut();
    server.gate = auth -> "";
    await().atMost(Duration.ofSeconds(20)).until(() -> server.auths.size() == 2);
    awaitEvent("agent:heartbeat");
  }

  @Test
  void runsCodeAsAProcessAndTellsItsLogAndItsEnd() throws Exception {
    connect(RunnerAgentOptions.named("a").onExecution(shell()));
    server.expect("agent:register");

    server.say(
        "execution:start",
        "{'executionId':'e1','target':'local','code':'echo out; echo wrong >&2; cat; exit 7'}");

    List<String> logs = List.of(server.argument("execution:log"), server.argument("execution:log"));
    assertThat(logs)
        .containsExactlyInAnyOrder(
            "{\"executionId\":\"e1\",\"message\":\"out\",\"level\":\"info\"}",
            "{\"executionId\":\"e1\",\"message\":\"wrong\",\"level\":\"error\"}");
    assertThat(server.argument("execution:complete"))
        .matches("\\{\"executionId\":\"e1\",\"exitCode\":7,\"duration\":\\d+}");
    await().until(() -> isEmpty(folder));
  }

  @Test
  void aCancellationStopsTheWholeTree() throws Exception {
    connect(RunnerAgentOptions.named("a").onExecution(shell()));
    server.expect("agent:register");
    server.say(
        "execution:start", "{'executionId':'e1','code':'sleep 300 & echo $!; echo $$; wait'}");
    long child = pid(server.argument("execution:log"));
    long shell = pid(server.argument("execution:log"));

    server.say("execution:cancel", "{'executionId':'e1'}");

    assertThat(server.argument("execution:complete")).doesNotContain("\"exitCode\":0,");
    await().until(() -> !isAlive(child) && !isAlive(shell));
    await().until(() -> isEmpty(folder));
  }

  @Test
  void doesOneJobAtATimeAndForgetsThoseCancelledBeforeTheirTurn() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    connect(
        RunnerAgentOptions.named("a")
            .onExecution(
                job -> {
                  free.await();
                  job.warn("done with " + job.code());
                  return 0;
                }));
    server.expect("agent:register");
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    server.say("execution:start", "{'executionId':'e2','code':'2'}");
    server.say("execution:start", "{'executionId':'e3','code':'3'}");
    server.say("execution:cancel", "{'executionId':'e2'}");
    await().until(() -> agent().activeJobs().size() == 3);
    assertThat(server.isQuiet()).isTrue();

    free.countDown();

    assertThat(server.argument("execution:log")).contains("done with 1", "warn");
    assertThat(server.argument("execution:complete")).contains("e1", "\"exitCode\":0");
    assertThat(server.argument("execution:complete")).contains("e2", "\"exitCode\":130");
    assertThat(server.argument("execution:log")).contains("done with 3");
    assertThat(server.argument("execution:complete")).contains("e3");
    await().until(() -> agent().activeJobs().isEmpty());
  }

  @Test
  void jobsGoOnWithoutAConnectionAndTellTheirEndAfterwards() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    connect(
        RunnerAgentOptions.named("a")
            .onExecution(
                job -> {
                  free.await();
                  job.info("late");
                  return 5;
                }));
    server.expect("agent:register");
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    await().until(() -> !agent().activeJobs().isEmpty());
    server.gate = auth -> null;
    server.cut();
    await().atMost(Duration.ofSeconds(20)).until(() -> server.auths.size() == 2);

    free.countDown();
    server.say(new dev.drover.internal.socketio.SocketPacket.Connect("/", "{\"sid\":\"s\"}"));

    server.expect("agent:register");
    assertThat(server.argument("execution:log")).contains("late");
    assertThat(server.argument("execution:complete")).contains("\"exitCode\":5");
  }

  @Test
  void recordsWithACommandThatWritesAFile() throws Exception {
    ProcessRecordingHandler recorder =
        ProcessRecordingHandler.of("printf 'goto %s' {url} > {file}").workingDirectory(folder);
    connect(RunnerAgentOptions.named("a").onRecording(recorder));
    server.expect("agent:register");

    server.say(
        "recording:start",
        "{'testFlowId':'t1','executionId':'e1','url':'https://example.com/?a=$(touch%20x)&b=`id`'}");
    server.say(
        "recording:start",
        "{'testFlowId':'t1','executionId':'e2','url':'https://example.com/?a=$(id)&b=;id','language':'java'}");

    assertThat(server.argument("recording:complete"))
        .contains("\"executionId\":\"e1\"", "\"success\":false", "no valid address");
    assertThat(server.argument("recording:ready"))
        .isEqualTo("{\"testFlowId\":\"t1\",\"executionId\":\"e2\"}");
    assertThat(server.argument("recording:complete"))
        .contains("\"success\":true", "\"code\":\"goto https://example.com/?a=$(id)&b=;id\"");
    await().until(() -> isEmpty(folder));
  }

  @Test
  void aRecorderThatWritesNothingIsAFailureWithItsLastWords() throws Exception {
    connect(
        RunnerAgentOptions.named("a")
            .onRecording(ProcessRecordingHandler.of("echo no display; : {url} {file}; exit 3")));
    server.expect("agent:register");

    server.say("recording:start", "{'testFlowId':'t','executionId':'e','url':'https://a.example'}");

    server.expect("recording:ready");
    assertThat(server.argument("recording:complete"))
        .contains("\"success\":false", "ended with 3", "no display");
  }

  @Test
  void anAgentWithoutHandlersSaysSo() throws Exception {
    connect(RunnerAgentOptions.named("a"));
    server.expect("agent:register");
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    assertThat(server.argument("execution:log")).contains("runs no test code");
    assertThat(server.argument("execution:complete")).contains("\"exitCode\":1");

    server.say("recording:start", "{'executionId':'e2','url':'https://a.example'}");

    assertThat(server.argument("recording:complete")).contains("does not record");
  }

  @Test
  void aStartWithoutAnIdIsRefusedAndReported() throws Exception {
    List<String> reported = new CopyOnWriteArrayList<>();
    options = options.onError(error -> reported.add(String.valueOf(error.getMessage())));
    connect(RunnerAgentOptions.named("a").onExecution(job -> 3));
    server.expect("agent:register");

    server.say("execution:start", "{'code':'1'}");
    server.say("recording:start", "{'executionId':'','url':'https://a.example'}");
    server.say("execution:start", "{'executionId':'e','code':'1'}");

    assertThat(server.argument("execution:complete"))
        .contains("\"executionId\":\"e\"", "\"exitCode\":3");
    await().atMost(Duration.ofSeconds(20)).until(() -> reported.size() == 2);
    assertThat(String.join("\n", reported))
        .contains("start of an execution without an executionId")
        .contains("start of a recording without an executionId");
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void refusesTemplatesThatCannotWork() {
    assertThatThrownBy(() -> ProcessExecutionHandler.of("node")).hasMessageContaining("{file}");
    assertThatThrownBy(() -> ProcessExecutionHandler.of("node '{file}'"))
        .hasMessageContaining("without quotes");
    assertThatThrownBy(() -> ProcessExecutionHandler.of("sh {file}").fileName("../x"))
        .hasMessageContaining("folder");
    assertThat(CodeFile.forCommand("node {file}", "import { x } from 'y'")).isEqualTo("code.mjs");
    assertThat(CodeFile.forCommand("/usr/bin/node {file}", "require('y')")).isEqualTo("code.cjs");
    assertThat(CodeFile.forCommand("npx playwright test {file}", "")).isEqualTo("test.spec.ts");
    assertThat(CodeFile.forCommand("java {file}", "")).isEqualTo("Main.java");
  }

  private void connect(RunnerAgentOptions what) {
    agent = RunnerAgent.connect(options, what);
  }

  private RunnerAgent agent() {
    return java.util.Objects.requireNonNull(agent);
  }

  private ProcessExecutionHandler shell() {
    return ProcessExecutionHandler.of("sh {file}").workingDirectory(folder);
  }

  private void awaitEvent(String event) throws InterruptedException {
    List<String> others = new ArrayList<>();
    while (true) {
      if (server.next() instanceof dev.drover.internal.socketio.SocketPacket.Event heard) {
        if (heard.name().equals(event) && others.contains("agent:register")) {
          return;
        }
        others.add(heard.name());
      }
    }
  }

  private static long pid(String log) {
    return Long.parseLong(log.replaceAll(".*\"message\":\"(\\d+)\".*", "$1"));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static boolean isEmpty(Path folder) throws java.io.IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
