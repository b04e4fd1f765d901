package dev.drover.testing.internal.bundle.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.RemoteException;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.OnStepFailure;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.internal.bundle.model.CommandEntry;
import dev.drover.testing.internal.bundle.model.CommandEntry.State;
import dev.drover.testing.internal.bundle.model.Phase;
import dev.drover.testing.internal.bundle.model.Secrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of a VM that runs real commands. */
@DisabledOnOs(OS.WINDOWS)
class RecordedVmTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Path folder;
  private final ReferenceServer server = ReferenceServer.start();
  private final HubClient hub = HubClient.connect(server.uri().toString());
  private final TimeSpent spent = new TimeSpent();
  private final Transcript transcript = new Transcript(files(), new Secrets(), spent);
  private Vm vm;

  @BeforeEach
  void startAVm(@TempDir Path temporary) {
    folder = temporary;
    vm = new RecordedVm(hub.vm(server.startVm()), transcript);
  }

  @AfterEach
  void closeAll() {
    hub.close();
    server.close();
  }

  @Test
  void commandsAreThereWithOutputExitCodeAndTime() {
    vm.sendCommand(CommandRequest.of("echo $WHO; exit 3").env("WHO", "me").workingDirectory("."));

    CommandEntry entry = only();
    assertThat(entry.what()).isEqualTo("echo $WHO; exit 3");
    assertThat(entry.output().head()).isEqualTo("me\n");
    assertThat(entry.end()).isEqualTo("exit 3");
    assertThat(entry.state()).isEqualTo(State.NOT_ZERO);
    assertThat(entry.details()).containsExactly("in .", "with WHO set");
    assertThat(entry.elapsed()).isPositive();
    assertThat(spent.soFar()).containsKeys(Phase.COMMAND, Phase.TRANSFER);
  }

  @Test
  void aCommandUnderWayShowsWhatItHasWritten() {
    CommandHandle handle = vm.startCommand("echo begun; cat");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(only().output().head()).isEqualTo("begun\n"));
    assertThat(only().state()).isEqualTo(State.RUNNING);

    handle.sendInput("typed\n");
    handle.closeInput();
    handle.await(PATIENCE);

    assertThat(only().output().head()).isEqualTo("begun\ntyped\n");
    assertThat(only().state()).isEqualTo(State.DONE);
  }

  @Test
  void anAsynchronousCommandHasEndedAsSoonAsItsFutureHas() {
    for (int i = 0; i < 50; i++) {
      vm.sendCommandAsync("echo " + i).orTimeout(60, TimeUnit.SECONDS).join();

      List<CommandEntry> all = transcript.log().entries();
      assertThat(all.get(i).state()).isEqualTo(State.DONE);
      assertThat(all.get(i).output().head()).isEqualTo(i + "\n");
    }
  }

  @Test
  void stepsAreCommands() {
    vm.runSteps(List.of("echo one", "false", "echo three"), OnStepFailure.STOP);
    vm.runStepsAsync(List.of("echo four"), OnStepFailure.STOP).join();

    assertThat(transcript.log().entries())
        .extracting(CommandEntry::what)
        .containsExactly("echo one", "false", "echo four");
  }

  @Test
  void whatFailsIsThereWithItsReason() {
    Vm gone = new RecordedVm(hub.vm("vm-gone"), transcript);

    assertThatThrownBy(() -> gone.sendCommand("ls")).isInstanceOf(RemoteException.class);

    assertThat(only().state()).isEqualTo(State.FAILED);
    assertThat(only().end()).contains("vm-gone");
  }

  @Test
  void aCommandOfWhichNobodyHeardTheEndMayStillRun() {
    assertThat(mayRunCommands()).isFalse();
    CommandHandle handle = vm.startCommand("cat");
    assertThat(mayRunCommands()).isTrue();

    handle.closeInput();
    handle.await(PATIENCE);

    assertThat(mayRunCommands()).isFalse();
  }

  @Test
  void oneThatItsVmRefusedDoesNot() {
    CommandRequest refused = CommandRequest.of("true").workingDirectory("no/such/folder");

    assertThatThrownBy(() -> vm.sendCommand(refused)).isInstanceOf(RemoteException.class);

    assertThat(mayRunCommands()).isFalse();
  }

  @Test
  void oneThatIsWaitedForNoLongerMayStillRun() {
    CompletableFuture<CommandResult> result = vm.sendCommandAsync("sleep 600");

    result.cancel(false);

    assertThat(mayRunCommands()).isTrue();
  }

  private boolean mayRunCommands() {
    return ((RecordedVm) vm).mayRunCommands();
  }

  @Test
  void screenshotsAreTransfer() {
    vm.screenshot();

    assertThat(only().what()).isEqualTo("screenshot");
    assertThat(spent.soFar().get(Phase.TRANSFER)).isPositive();
  }

  @Test
  void ofVeryManyCommandsTheFirstAndTheNewestAreKept() {
    for (int i = 1; i <= 2_000; i++) {
      transcript.other("vm", "number " + i).ended(null, null);
    }

    assertThat(transcript.log().omitted()).isEqualTo(1_500);
    assertThat(transcript.log().entries())
        .extracting(CommandEntry::number)
        .hasSize(500)
        .startsWith(1, 2)
        .endsWith(1_999, 2_000);
  }

  private CommandEntry only() {
    assertThat(transcript.log().entries()).hasSize(1);
    return transcript.log().entries().get(0);
  }

  private OutputFolder files() {
    return new OutputFolder() {
      @Override
      public Path file(String name) {
        return folder.resolve(name);
      }

      @Override
      public void trouble(String what, Throwable cause) {
        throw new AssertionError(what, cause);
      }
    };
  }
}
