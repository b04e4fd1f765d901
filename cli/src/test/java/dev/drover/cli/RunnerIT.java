package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
            "--command",
            "sh {file}");
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
    Path file = Files.writeString(temporary.resolve("code.sh"), code);
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
