package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The default VMs: agents in this process that run real commands. */
@DisabledOnOs(OS.WINDOWS)
class ProcessVmsTest extends WithServer {

  @Override
  ServerOptions options() {
    return ServerOptions.defaults().withToken("sesame").withMaxVms(40);
  }

  private HubClient hub() {
    return closing(HubClient.connect(ClientOptions.of(server.uri()).token("sesame")));
  }

  @Test
  void runRealCommandsInDirectoriesOfTheirOwn() {
    HubClient hub = hub();
    Vm one = hub.spinUp(TestCase.of("one")).vm();
    Vm two = hub.spinUp(TestCase.of("two")).vm();

    one.sendCommand("echo hello > file");

    assertThat(one.sendCommand("cat file").output()).isEqualTo("hello\n");
    assertThat(two.sendCommand("cat file").exitCode()).isNotZero();
    assertThat(two.id()).isNotEqualTo(one.id());
  }

  @Test
  void areFreeAgainAfterRelease() {
    HubClient hub = hub();
    String first = hub.spinUp(TestCase.of("one")).vm().id();

    hub.release("one");

    assertThat(hub.spinUp(TestCase.of("two")).vm().id()).isEqualTo(first);
  }

  @Test
  void endWithTheServerAndLeaveNothingBehind() {
    Vm vm = hub().spinUp(TestCase.of("one")).vm();
    Path directory = Path.of(vm.sendCommand("pwd").output().strip());
    CommandHandle sleeping = vm.startCommand("sleep 1000 & echo $!; wait");
    StringBuilder pid = new StringBuilder();
    sleeping.onOutput(piece -> pid.append(piece.text()));
    await().until(() -> pid.toString().endsWith("\n"));
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid.toString().strip())).orElseThrow();
    assertThat(directory).isDirectory();

    server.close();

    await().until(() -> !process.isAlive());
    assertThat(Files.exists(directory)).isFalse();
  }

  @Test
  void goOnWhenEveryConnectionIsCut() {
    Vm vm = hub().spinUp(TestCase.of("one")).vm();
    CommandHandle counting =
        vm.startCommand("i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); sleep 0.01; done");
    StringBuilder output = new StringBuilder();
    counting.onOutput(piece -> output.append(piece.text()));
    await().until(() -> output.toString().contains("\n20\n"));

    server.faults().cutAll();

    CommandResult result = counting.await(Duration.ofSeconds(30));
    String expected = IntStream.range(0, 200).mapToObj(i -> i + "\n").reduce("", String::concat);
    assertThat(result.output()).isEqualTo(expected);
    assertThat(output).hasToString(expected);
  }

  @Test
  void runSideBySide() {
    HubClient hub = hub();
    List<TestCase> testCases =
        IntStream.range(0, 20).mapToObj(i -> TestCase.of("case-" + i)).toList();

    List<CompletableFuture<CommandResult>> results =
        hub.spinUp(testCases).stream()
            .map(assigned -> assigned.vm().sendCommandAsync("echo " + assigned.testCase().id()))
            .toList();

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).join().output()).isEqualTo("case-" + i + "\n");
    }
    assertThat(server.vms()).hasSize(20);
  }
}
