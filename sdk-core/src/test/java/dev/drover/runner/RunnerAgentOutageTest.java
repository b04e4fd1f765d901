package dev.drover.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.fixtures.RunnerServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent tells of its jobs over several connections, and within a server's limits. */
@Timeout(90)
class RunnerAgentOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");
  private final List<String> reported = new CopyOnWriteArrayList<>();
  private final CountDownLatch free = new CountDownLatch(1);
  private RunnerServer server;
  private ClientOptions options;

  @SuppressWarnings("NullAway.Init") // Each test connects first.
  private RunnerAgent agent;

  @BeforeEach
  void start() throws Exception {
    server = new RunnerServer();
    options =
        ClientOptions.of(server.uri())
            .backoff(Backoff.fixed(Duration.ofMillis(10)))
            .onError(error -> reported.add(String.valueOf(error.getMessage())));
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    server.close();
  }

  private String connect(RunnerAgentOptions what) throws InterruptedException {
    agent = RunnerAgent.connect(options, what);
    return server.argument("agent:register");
  }

  private RunnerAgentOptions waiting() {
    return RunnerAgentOptions.named("a")
        .onExecution(
            job -> {
              assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
              return 0;
            });
  }

  @Test
  void onANewConnectionItSaysWhatItIsAtWorkOn() throws Exception {
    assertThat(connect(waiting())).doesNotContain("activeJobs", "maxJobs");
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    await().atMost(PATIENCE).until(() -> agent.activeJobs().size() == 1);

    server.cut();

    assertThat(server.argument("agent:register"))
        .endsWith("\"activeJobs\":[{\"executionId\":\"e1\",\"kind\":\"execution\"}]}");
    free.countDown();
    server.expect("execution:complete");
  }

  @Test
  void anEndIsSaidAgainIfTheConnectionBreaksSoonAfter() throws Exception {
    connect(RunnerAgentOptions.named("a").onExecution(job -> 3));
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    String end = server.argument("execution:complete");

    server.cut();

    assertThat(server.argument("agent:register")).doesNotContain("activeJobs");
    assertThat(server.argument("execution:complete")).isEqualTo(end);
  }

  @Test
  void theEndOfAnEarlierJobIsNotToldOfALaterOneWithItsId() throws Exception {
    CountDownLatch once = new CountDownLatch(1);
    connect(
        RunnerAgentOptions.named("a")
            .onExecution(
                job -> {
                  if (once.getCount() == 0) {
                    assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
                  }
                  once.countDown();
                  return 0;
                }));
    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    server.expect("execution:complete");
    server.say("execution:start", "{'executionId':'e1','code':'2'}");
    await().atMost(PATIENCE).until(() -> agent.activeJobs().size() == 1);

    server.cut();
    server.expect("agent:register");
    server.say("execution:start", "{'executionId':'e2','code':'3'}");
    await().atMost(PATIENCE).until(() -> agent.activeJobs().size() == 2);

    assertThat(server.isQuiet()).isTrue();
    free.countDown();
    assertThat(server.argument("execution:complete")).contains("e1");
  }

  @Test
  void asManyJobsAsItSaysRunAtOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    String registered =
        connect(
            RunnerAgentOptions.named("a")
                .maxJobs(2)
                .onExecution(
                    job -> {
                      both.countDown();
                      return both.await(60, TimeUnit.SECONDS) ? 0 : 1;
                    }));
    assertThat(registered).endsWith("\"maxJobs\":2}");

    server.say("execution:start", "{'executionId':'e1','code':'1'}");
    server.say("execution:start", "{'executionId':'e2','code':'2'}");

    assertThat(server.argument("execution:complete")).contains("\"exitCode\":0");
    assertThat(server.argument("execution:complete")).contains("\"exitCode\":0");
  }

  @Test
  void whatTheServerDoesNotTakeIsAFailedRecordingAndALostLine() throws Exception {
    server.maxPayload = 2000;
    connect(
        RunnerAgentOptions.named("a")
            .onRecording(job -> "x".repeat(3000))
            .onExecution(
                job -> {
                  job.info("y".repeat(3000));
                  job.info("short");
                  return 0;
                }));

    server.say("recording:start", "{'testFlowId':'t','executionId':'r','url':'https://a.example'}");
    server.say("execution:start", "{'executionId':'e','code':'1'}");

    assertThat(server.argument("recording:complete"))
        .contains("\"success\":false", "larger than the server takes");
    assertThat(server.argument("execution:log")).contains("short");
    assertThat(server.argument("execution:complete")).contains("\"exitCode\":0");
    await().atMost(PATIENCE).until(() -> reported.size() == 2);
    assertThat(reported).allMatch(error -> error.contains("server's limit of 2000 (maxPayload)"));
  }

  @Test
  void aCancelledRecordingEndsItsRecorder() throws Exception {
    Path pid = folder.resolve("pid");
    ProcessRecordingHandler recorder =
        ProcessRecordingHandler.of(
                "sh -c 'echo $$ > pid.new; mv pid.new %s; exec sleep 300' {url} {file}"
                    .formatted(pid))
            .workingDirectory(folder);
    connect(RunnerAgentOptions.named("a").onRecording(recorder));
    server.say("recording:start", "{'testFlowId':'t','executionId':'r','url':'https://a.example'}");
    server.expect("recording:ready");
    await().atMost(PATIENCE).until(() -> Files.exists(pid));
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    server.say("recording:cancel", "{'testFlowId':'t','executionId':'r'}");

    assertThat(server.argument("recording:complete"))
        .contains("\"success\":false", "the recording was cancelled");
    await().atMost(PATIENCE).until(() -> !process.isAlive());
  }

  @Test
  void aServersErrorIsReported() throws Exception {
    connect(RunnerAgentOptions.named("a"));

    server.say("error", "{'message':'agent:register needs name'}");

    await().atMost(PATIENCE).until(() -> !reported.isEmpty());
    assertThat(reported).singleElement().asString().contains("agent:register needs name");
  }
}
