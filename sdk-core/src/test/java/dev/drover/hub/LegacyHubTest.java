package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.fixtures.LegacyHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hub that ignores ids and sends every answer to everyone. */
@Timeout(60)
class LegacyHubTest {

  private static final int VMS = 8;
  private static final int COMMANDS = 50;

  @RepeatedTest(5)
  void twoClientsGetTheirOwnAnswersLateOnesIncluded() throws Exception {
    String[] ids = new String[VMS];
    for (int i = 0; i < VMS; i++) {
      ids[i] = "vm-" + i;
    }
    try (LegacyHub server = LegacyHub.start(ids);
        HubClient a = HubClient.connect(server.uri());
        HubClient b = HubClient.connect(server.uri())) {
      Map<String, CompletableFuture<CommandResult>> wanted = new LinkedHashMap<>();
      List<CompletableFuture<CommandResult>> late = new ArrayList<>();
      for (int n = 0; n < COMMANDS; n++) {
        for (int i = 0; i < VMS; i++) {
          Vm vm = (i % 2 == 0 ? a : b).vm(ids[i]);
          if (n % 10 == 3) {
            // Its answer comes, but after its deadline; the next command must not take it.
            CommandRequest slow = CommandRequest.of("slow 40 late-" + n);
            late.add(vm.sendCommandAsync(slow.timeout(Duration.ofMillis(15 + 5L * n))));
          } else {
            String command = "c-" + i + "-" + n;
            wanted.put(command, vm.sendCommandAsync(command));
          }
        }
      }

      for (Map.Entry<String, CompletableFuture<CommandResult>> entry : wanted.entrySet()) {
        CommandResult result = entry.getValue().get(30, TimeUnit.SECONDS);
        assertThat(result.output()).isEqualTo("did: " + entry.getKey());
      }
      for (CompletableFuture<CommandResult> future : late) {
        assertEndsAsItself(future);
      }
    }
  }

  private static void assertEndsAsItself(CompletableFuture<CommandResult> future) throws Exception {
    try {
      assertThat(future.get(30, TimeUnit.SECONDS).output()).startsWith("did: slow 40 late-");
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(RequestTimeoutException.class);
    }
  }

  @Test
  void aLateAnswerIsNotTakenByTheNextCommand() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1");
        HubClient hub = HubClient.connect(server.uri())) {
      Vm vm = hub.vm("vm-1");
      assertThatThrownBy(
              () ->
                  vm.sendCommand(
                      CommandRequest.of("slow 300 first").timeout(Duration.ofMillis(50))))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("slow 300 first")
          .hasMessageContaining("vm-1")
          .hasMessageContaining("50 ms");

      assertThat(vm.sendCommand("second").output()).isEqualTo("did: second");
    }
  }

  @Test
  void knowsThatItIsOldAndSaysSo() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1");
        HubClient hub = HubClient.connect(server.uri())) {
      Assignment assignment = hub.spinUp(TestCase.of("test1", "one", "two"));
      CommandHandle handle = assignment.vm().startCommand("hello");
      List<String> heard = new CopyOnWriteArrayList<>();
      handle.onOutput(piece -> heard.add(piece.text()));

      CommandResult result = handle.await(Duration.ofSeconds(5));
      assertThat(hub.extensions()).isEmpty();
      assertThat(result.exitCode()).isEqualTo(CommandResult.UNKNOWN_EXIT_CODE);
      assertThat(result.isSuccess()).isTrue();
      await().untilAsserted(() -> assertThat(heard).containsExactly("did: hello"));
      assertThat(hub.release("test1")).isFalse();
      assertThatThrownBy(() -> handle.sendInput("x"))
          .isInstanceOf(DroverException.class)
          .hasMessageContaining("drover.v1");
    }
  }

  @Test
  void screenshotsListsAndStepsWork() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1", "vm-2");
        HubClient hub = HubClient.connect(server.uri())) {
      List<Assignment> both = hub.spinUp(List.of(TestCase.of("a", "s1", "s2"), TestCase.of("b")));

      assertThat(both).extracting(x -> x.vm().id()).containsExactly("vm-1", "vm-2");
      assertThat(both.get(0).testCase().steps()).containsExactly("s1", "s2");
      assertThat(hub.listVms()).extracting(VmInfo::isConnected).containsExactly(true, true);
      assertThat(hub.vm("vm-1").screenshot().bytes()).asString().isEqualTo("screen");
      StepsResult steps = both.get(0).vm().runSteps(both.get(0).testCase().steps());
      assertThat(steps.steps())
          .extracting(CommandResult::output)
          .containsExactly("did: s1", "did: s2");
    }
  }

  @Test
  void anErrorGoesToTheRequestItCanOnlyBelongTo() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1", "vm-2");
        HubClient hub = HubClient.connect(server.uri())) {
      CompletableFuture<CommandResult> named = hub.vm("vm-1").sendCommandAsync("fail now");
      CompletableFuture<CommandResult> other = hub.vm("vm-2").sendCommandAsync("slow 200 x");

      assertThatThrownBy(() -> named.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RemoteException.class)
          .hasMessageContaining("fail now");
      assertThat(other.get(5, TimeUnit.SECONDS).output()).isEqualTo("did: slow 200 x");
      assertThatThrownBy(() -> hub.vm("vm-1").sendCommand("fail-unnamed alone"))
          .isInstanceOf(RemoteException.class);
      assertThatThrownBy(() -> hub.vm("nobody").sendCommand("x"))
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("VM not found");
    }
  }

  @Test
  void anErrorThatCouldBelongToSeveralGoesToTheStream() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1", "vm-2");
        HubClient hub = HubClient.connect(server.uri())) {
      CompletableFuture<CommandResult> slow = hub.vm("vm-2").sendCommandAsync("slow 300 x");
      List<CompletableFuture<CommandResult>> failing = new ArrayList<>();
      CommandRequest unnamed = CommandRequest.of("fail-unnamed x").timeout(Duration.ofMillis(200));

      ServerError error =
          hub.serverErrors()
              .expect(
                  ServerError.class,
                  Duration.ofSeconds(5),
                  () -> failing.add(hub.vm("vm-1").sendCommandAsync(unnamed)));

      assertThat(error.message()).isEqualTo("fail-unnamed x");
      assertThat(slow.get(5, TimeUnit.SECONDS).output()).isEqualTo("did: slow 300 x");
      assertThatThrownBy(() -> failing.get(0).get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RequestTimeoutException.class);
    }
  }

  @Test
  void anotherClientsSpinUpIsNotTakenForOurs() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1", "vm-2");
        HubClient hub = HubClient.connect(server.uri())) {
      CompletableFuture<Assignment> ours = hub.spinUpAsync(TestCase.of("ours"));
      server.broadcast(
          "{\"type\":\"spin_up_response\",\"tests\":[{\"test_case_id\":\"theirs\",\"vm_id\":\"vm-9\"}]}");

      assertThat(ours.get(5, TimeUnit.SECONDS).vm().id()).isEqualTo("vm-1");
    }
  }

  @Test
  void statesAndStrangeMessagesAreHeardOrSurvived() throws Exception {
    try (LegacyHub server = LegacyHub.start("vm-1");
        HubClient hub = HubClient.connect(server.uri())) {
      VmStateChanged state =
          hub.vmStates()
              .expect(
                  VmStateChanged.class,
                  Duration.ofSeconds(5),
                  () -> {
                    server.broadcast("nonsense");
                    server.broadcast("{\"type\":\"invented_later\"}");
                    server.broadcast("{\"type\":\"command_response\",\"vm_id\":\"vm-1\"}");
                    server.broadcast("{\"type\":\"vm_state\",\"state\":{\"status\":\"nobody's\"}}");
                    server.broadcast(
                        "{\"type\":\"vm_state\",\"vm_id\":\"vm-1\",\"state\":{\"status\":\"running\",\"progress\":75}}");
                  });

      assertThat(state.status()).contains("running");
      assertThat(state.progress()).hasValue(75);
      assertThat(hub.vm("vm-1").sendCommand("still there").output()).isEqualTo("did: still there");
    }
  }

  @Test
  void aVmThatConnectsLaterIsWaitedFor() throws Exception {
    try (LegacyHub server = LegacyHub.start();
        HubClient hub =
            HubClient.connect(
                ClientOptions.of(server.uri()).requestTimeout(Duration.ofSeconds(5)))) {
      server.addVm("vm-1", "starting");
      assertThatThrownBy(() -> hub.vm("vm-1").awaitConnected(Duration.ofMillis(150)))
          .isInstanceOf(RequestTimeoutException.class)
          .hasMessageContaining("'starting'");

      CompletableFuture<Void> connected =
          hub.vm("vm-1").awaitConnectedAsync(Duration.ofSeconds(10));
      server.addVm("vm-1", "connected");

      connected.get(10, TimeUnit.SECONDS);
    }
  }
}
