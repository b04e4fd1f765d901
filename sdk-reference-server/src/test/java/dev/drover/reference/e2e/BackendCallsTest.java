package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.agent.VmAgent;
import dev.drover.backend.BackendClient;
import dev.drover.backend.CommandReply;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.backend.SystemInfo;
import dev.drover.backend.VmStatus;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.VmInfo;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each call of the backend's client, with a real agent and real commands. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class BackendCallsTest {

  private static final String QUESTIONS =
      """
      printf 'Name: '; read name; printf 'Password: '; read password
      echo; echo "hello $name, ${#password} characters"
      """;

  private final ReferenceServer server =
      ReferenceServer.start(ServerOptions.defaults().withVmProvider(VmProvider.none()));
  private final VmAgent agent = VmAgent.connectBackend(server.uri().toString(), "HOST-fd:f5:01");
  private final BackendClient backend = BackendClient.connect(server.uri().toString());

  @AfterEach
  void close() {
    backend.close();
    agent.close();
    server.close();
  }

  @Test
  void aCommandAndItsResult() {
    CommandResult result =
        backend
            .sendCommand(
                agent.vmId(),
                CommandRequest.of("echo $WHO; echo oops >&2; exit 3").env("WHO", "me"))
            .result();

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output().lines()).containsExactlyInAnyOrder("me", "oops");
    assertThat(result.duration()).isPositive();
  }

  @Test
  void aPromptThatNobodyAnswersIsStillThere() {
    AwaitingInput name = prompt(CommandRequest.of(QUESTIONS));

    CommandReply again = name.await(Duration.ofSeconds(10));

    assertThat(((AwaitingInput) again).prompt()).isEqualTo("Name: ");
    assertThat(name.stop()).isTrue();
    await().until(() -> agent.activeCommands().isEmpty());
    assertThat(name.stop()).isFalse();
  }

  @Test
  void answersFromElsewhere() {
    AwaitingInput name = prompt(CommandRequest.of(QUESTIONS));

    backend.sendInput(name.vmId(), name.commandId(), "Ada\n");
    AwaitingInput password = (AwaitingInput) name.await(Duration.ofSeconds(10));
    backend.closeInput(name.vmId(), name.commandId());

    CommandReply end =
        backend.attach(password.vmId(), password.commandId(), Duration.ofSeconds(10));
    assertThat(end.result().output()).endsWith("hello Ada, 0 characters\n");
  }

  @Test
  void aCommandThatRunsTooLongIsStoppedByTheVm() {
    CommandRequest request = CommandRequest.of("sleep 60").timeout(Duration.ofMillis(300));

    assertThatThrownBy(() -> backend.sendCommand(agent.vmId(), request))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContainingAll("command 'sleep 60' on HOST-fd:f5:01", "was stopped");
    assertThat(agent.activeCommands()).isEmpty();
  }

  @Test
  void stoppingACommandEndsTheCallThatWaitsForIt() throws Exception {
    CommandRequest request = CommandRequest.of("sleep 60 & sleep 60").commandId("c-1");
    CompletableFuture<CommandReply> reply = backend.sendCommandAsync(agent.vmId(), request);
    await().until(() -> agent.activeCommands().contains("c-1"));

    assertThat(backend.stopCommand(agent.vmId(), "c-1")).isTrue();

    assertThat(reply.get(10, TimeUnit.SECONDS).result().exitCode()).isNotZero();
    assertThat(backend.stopCommand(agent.vmId(), "c-1")).isFalse();
  }

  @Test
  void cancellingACommandStopsIt() {
    CompletableFuture<CommandReply> reply = backend.sendCommandAsync(agent.vmId(), "sleep 60");
    await().until(() -> !agent.activeCommands().isEmpty());

    reply.cancel(true);

    await().until(() -> agent.activeCommands().isEmpty());
  }

  @Test
  void howAndWhatAVmIs() {
    SystemInfo info = backend.systemInfo(agent.vmId());
    VmStatus status = backend.status(agent.vmId());

    assertThat(info.hostname()).isNotEmpty();
    assertThat(info.runtimeVersion()).isEqualTo(Runtime.version().toString());
    assertThat(status.systemInfo()).isEqualTo(info);
    assertThat(status.activeProcesses()).isZero();
    assertThat(backend.ping(agent.vmId())).isPositive();
    assertThat(backend.listVms())
        .isEqualTo(List.of(new VmInfo(agent.vmId(), Optional.empty(), "connected")));
  }

  @Test
  void whatIsNotThere() {
    assertThatThrownBy(() -> backend.ping("nobody"))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("VM_NOT_FOUND"));
    assertThatThrownBy(() -> backend.sendInput(agent.vmId(), "unknown", "x\n"))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("UNKNOWN_COMMAND"));
    assertThatThrownBy(() -> backend.attach(agent.vmId(), "unknown", Duration.ofSeconds(5)))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("UNKNOWN_COMMAND"));
  }

  private AwaitingInput prompt(CommandRequest request) {
    return (AwaitingInput) backend.sendCommand(agent.vmId(), request);
  }
}
