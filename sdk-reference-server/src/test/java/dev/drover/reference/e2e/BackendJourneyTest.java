package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.VmAgent;
import dev.drover.backend.BackendClient;
import dev.drover.backend.CommandReply;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ReferenceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Client, server and agent, with real processes: commands that ask, that stop, that outlive. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class BackendJourneyTest {

  private static final String ASKING =
      """
      printf 'Name: '; read name
      stty -echo; printf 'Password: '; read password; stty echo
      echo; echo "hello $name, ${#password} characters"; exit 3
      """;

  @TempDir private Path folder = Path.of("");

  private final ReferenceServer server = ReferenceServer.start();
  private final ClientOptions address = ClientOptions.of(server.uri());
  private final BackendClient backend = BackendClient.of(address);
  private final VmAgent agent =
      VmAgent.connectBackend(address, AgentOptions.of("vm:1").withMaxCommands(64));

  @AfterEach
  void close() {
    agent.close();
    backend.close();
    server.close();
  }

  @RepeatedTest(5)
  void twoQuestionsAreAnsweredAndTheSecretIsNotShown() throws IOException {
    Path script = Files.writeString(folder.resolve("ask.sh"), ASKING);

    CommandReply first = backend.sendCommand("vm:1", CommandRequest.of("sh " + script).pty());
    CommandReply second = ((AwaitingInput) first).answer("Ada");
    CommandResult result = ((AwaitingInput) second).answer("secret").result();

    assertThat(((AwaitingInput) first).prompt()).isEqualTo("Name: ");
    assertThat(((AwaitingInput) second).prompt()).isEqualTo("Password: ");
    assertThat(result.output()).isEqualTo("Name: Ada\nPassword: \nhello Ada, 6 characters\n");
    assertThat(result.exitCode()).isEqualTo(3);
  }

  @RepeatedTest(5)
  void aPromptOnStandardErrorIsAnsweredThroughAPipe() {
    String likeSudo = "printf '[sudo] password for ada: ' >&2; read p; echo \"${#p}\"";

    AwaitingInput waiting = (AwaitingInput) backend.sendCommand("vm:1", likeSudo);

    assertThat(waiting.prompt()).isEqualTo("[sudo] password for ada: ");
    assertThat(waiting.answer("secret").result().output()).endsWith("6\n");
  }

  @Test
  void aHubsClientAnswersTheSameQuestions() throws IOException {
    Path script = Files.writeString(folder.resolve("ask.sh"), ASKING);
    try (HubClient hub = HubClient.connect(address)) {
      AtomicReference<String> shown = new AtomicReference<>("");
      CommandHandle asking = hub.vm("vm:1").startCommand(CommandRequest.of("sh " + script).pty());
      asking.onOutput(piece -> shown.updateAndGet(text -> text + piece.text()));
      await().until(() -> shown.get().endsWith("Name: "));
      asking.sendInput("Ada\n");
      await().until(() -> shown.get().endsWith("Password: "));
      asking.sendInput("secret\n");

      assertThat(asking.await().exitCode()).isEqualTo(3);
      assertThat(shown.get()).contains("hello Ada, 6 characters").doesNotContain("secret");
    }
  }

  @Test
  void stoppingEndsGrandchildren() throws IOException {
    Path pid = folder.resolve("pid");
    String line = "sh -c 'sleep 300 & echo $! > %s; wait'".formatted(pid);
    CompletableFuture<CommandReply> running =
        backend.sendCommandAsync("vm:1", CommandRequest.of(line).commandId("c-1"));
    await().until(() -> Files.exists(pid) && Files.size(pid) > 0);
    ProcessHandle sleeping =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    boolean stopped = backend.stopCommand("vm:1", "c-1");

    assertThat(stopped).isTrue();
    assertThat(running.join().result().exitCode()).isNotZero();
    // Dead it is already; whoever inherited it may not have noticed yet.
    await().until(() -> !sleeping.isAlive());
  }

  @RepeatedTest(3)
  void commandsOutliveTheirAgentsConnection() {
    String line = "i=0; while [ $i -lt 20 ]; do echo line $i; i=$((i+1)); sleep 0.05; done";
    List<CompletableFuture<CommandReply>> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(backend.sendCommandAsync("vm:1", line));
    }
    await().until(() -> agent.activeCommands().size() == 8);

    for (int cut = 0; cut < 3; cut++) {
      server.faults().cutAll(PeerRole.VM);
      await().atMost(Duration.ofSeconds(20)).until(() -> server.vms().size() == 1);
    }

    String whole =
        String.join("", IntStream.range(0, 20).mapToObj(i -> "line " + i + "\n").toList());
    assertThat(running)
        .allSatisfy(reply -> assertThat(reply.join().result().output()).isEqualTo(whole));
  }
}
