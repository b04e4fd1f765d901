package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Server and agent of the finished jar: coming, going, and being killed. */
@Tag("soak")
class ServerIT {

  @Test
  void aServerSaysWhereItListensAndEndsInPeace() {
    int port = HubProcesses.freePort();
    try (Program server = Program.start("server", "--port", String.valueOf(port))) {
      server.awaitLine("listening on ");

      assertThat(server.out()).isEqualTo("listening on ws://127.0.0.1:" + port + "\n");
      assertThat(server.signal("TERM").exitCode()).isEqualTo(0);
      assertThat(server.err()).isEmpty();
    }
  }

  @Test
  void aServerThatIsStoppedTakesItsVmsWithIt() {
    try (Program server = Program.start("server", "--port", "0");
        HubClient client = HubClient.connect(server.awaitLine("listening on "))) {
      Vm vm = client.spinUp(TestCase.of("test")).vm();
      long sleep = Long.parseLong(vm.sendCommand("sleep 300 >&- 2>&- & echo $!").output().strip());
      assertThat(ProcessHandle.of(sleep)).isPresent();

      assertThat(server.signal("INT").exitCode()).isEqualTo(0);

      await().atMost(Program.PATIENCE).until(() -> ProcessHandle.of(sleep).isEmpty());
    }
  }

  @Test
  void anAgentWaitsForAServerThatIsStartedLater() {
    String port = String.valueOf(HubProcesses.freePort());
    String hub = "ws://127.0.0.1:" + port;
    try (Program agent = Program.start("agent", "--hub", hub, "--vm-id", "early")) {
      await().atMost(Program.PATIENCE).until(() -> agent.err().contains("connecting to"));

      try (Program server = Program.start("server", "--port", port)) {
        server.awaitLine("listening on ");
        HubProcesses.awaitVm(hub, "early");

        assertThat(agent.signal("TERM").exitCode()).isEqualTo(0);
      }
    }
  }

  @Test
  void aKilledServerIsAnErrorThatNamesIt() {
    try (HubProcesses hub = new HubProcesses();
        Program exec = hub.exec("echo running now; exec sleep 300")) {
      exec.awaitLine("running ");

      hub.server.signal("KILL");

      assertThat(exec.exitCode()).isEqualTo(69);
      assertThat(exec.err()).contains(hub.address).contains("lost").doesNotContain("\tat ");
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    try (Program first = Program.start("server", "--port", "0")) {
      String port = first.awaitLine("listening on ws://127.0.0.1:");

      try (Program second = Program.start("server", "--port", port)) {
        assertThat(second.exitCode()).isEqualTo(70);
        assertThat(second.err()).startsWith("drover: ").contains(port).doesNotContain("\tat ");
      }
    }
  }
}
