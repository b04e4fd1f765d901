package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.runner.RecordingRequest;
import dev.drover.runner.RecordingResult;
import dev.drover.runner.RunnerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server, agent and client of the runner, all of the finished jar. */
@Tag("soak")
class RunnerIT {

  private static final String SECRET = "s3cret";

  @SuppressWarnings("NullAway.Init") // JUnit's.
  @TempDir
  Path temporary;

  private Program server;
  private String address;
  private Program agent;

  @BeforeEach
  void start() {
    server = Program.start("server", "--port", "0", "--jwt-secret", SECRET);
    address = "http://" + server.awaitLine("listening on ws://");
    agent =
        Program.start(
            "runner-agent",
            "--server",
            address,
            "--token",
            token("--agent", "a-1"),
            "--name",
            "one",
            "--max-jobs",
            "2",
            "--workdir",
            temporary.toString(),
            "--command",
            "sh {file}",
            "--record-command",
            "sh -c 'echo goto $1 > $2' recorder {url} {file}");
    await().atMost(Program.PATIENCE).until(() -> agent.err().contains("one is registered"));
  }

  @AfterEach
  void stop() {
    agent.close();
    server.close();
  }

  private static String token(String role, String id) {
    return Run.of("token", "--jwt-secret", SECRET, role, id).out().strip();
  }

  private Program run(String code, String token) throws IOException {
    return run("code.sh", code, token);
  }

  private Program run(String name, String code, String token) throws IOException {
    Path file = Files.writeString(temporary.resolve(name), code);
    return Program.start("run", "--server", address, "--token", token, file.toString());
  }

  @Test
  void codeIsRunWithItsOutputAndExitCode() throws Exception {
    try (Program run =
        run("echo out; echo wrong >&2; echo more; exit 3", token("--client", "ann"))) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).isEqualTo("out\nmore\n");
      assertThat(run.err()).isEqualTo("wrong\n");
    }
  }

  @Test
  void twoRunAtOnceIfTheAgentIsMadeForThat() throws Exception {
    String client = token("--client", "ann");
    Path meeting = temporary.resolve("met");
    String first = "while ! [ -e '" + meeting + "' ]; do sleep 0.1; done; echo met";

    try (Program one = run("one.sh", first, client);
        Program other = run("other.sh", "touch '" + meeting + "'", client)) {
      assertThat(other.exitCode()).isZero();
      assertThat(one.exitCode()).isZero();
      assertThat(one.out()).isEqualTo("met\n");
    }
  }

  @Test
  void anExecutionThatTakesTooLongIsCancelled() throws Exception {
    Path file = Files.writeString(temporary.resolve("slow.sh"), "echo $$; exec sleep 300");
    String client = token("--client", "ann");
    try (Program run =
        Program.start(
            "run", "--server", address, "--token", client, "--timeout", "4", file.toString())) {
      assertThat(run.exitCode()).isEqualTo(124);
      long pid = Long.parseLong(run.out().strip());

      await().atMost(Program.PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
      assertThat(run.err()).contains("the execution", "4 s");
    }
  }

  @Test
  void theRecordCommandRecords() {
    ClientOptions options = ClientOptions.of(address).token(token("--client", "ann"));
    try (RunnerClient client = RunnerClient.connect(options)) {
      RecordingResult result =
          client.startRecording(RecordingRequest.of("https://a.example")).await(Program.PATIENCE);

      assertThat(result.code()).isEqualTo("goto https://a.example\n");
    }
  }

  @Test
  void anAgentWhoseIdIsTakenEndsAndSaysWhy() {
    try (Program other =
        Program.start(
            "runner-agent",
            "--server",
            address,
            "--token",
            token("--agent", "a-1"),
            "--command",
            "sh {file}")) {
      assertThat(agent.exitCode()).isEqualTo(69);
      assertThat(agent.err()).contains("another connection has registered as 'a-1'");
      assertThat(other.err()).contains("is registered");
    }
  }

  @Test
  void ctrlCCancels() throws Exception {
    try (Program run = run("echo $$ is up; exec sleep 300", token("--client", "ann"))) {
      await().atMost(Program.PATIENCE).until(() -> run.out().contains("is up"));
      long pid = Long.parseLong(run.out().split(" ", 2)[0]);

      assertThat(run.signal("INT").exitCode()).isEqualTo(130);

      await().atMost(Program.PATIENCE).until(() -> ProcessHandle.of(pid).isEmpty());
    }
  }

  @Test
  void aWrongTokenIsAnErrorThatDoesNotQuoteIt() throws Exception {
    String wrong = Run.of("token", "--jwt-secret", "other", "--client", "ann").out().strip();

    try (Program run = run("true", wrong)) {
      assertThat(run.exitCode()).isEqualTo(69);
      assertThat(run.err()).contains("the token is invalid").doesNotContain(wrong);
    }
  }
}
