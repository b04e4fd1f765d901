package dev.drover.reference.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.VmAgent;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.hub.VmStateChanged;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every role of {@code hub.md} opposite programs built on the npm package {@code ws}. */
class NpmWsInteropTest {

  private ReferenceServer server;

  @BeforeAll
  static void install() throws Exception {
    NodeProgram.install();
  }

  @BeforeEach
  void start() {
    server = ReferenceServer.start(ServerOptions.defaults().withVmProvider(VmProvider.none()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theServerServesPlainClientsAndVms() throws Exception {
    String said = NodeProgram.run("scenarios.mjs", server.uri());

    assertThat(said.lines()).hasSizeGreaterThan(10).allMatch(line -> line.startsWith("ok: "));
  }

  @Test
  void theClientDrivesAPlainVm() throws Exception {
    try (NodeProgram machine = NodeProgram.start("vm.mjs", server.uri(), "npm-vm");
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.vm("npm-vm");

      VmStateChanged state =
          hub.vmStates()
              .expect(
                  VmStateChanged.class,
                  Duration.ofSeconds(10),
                  () -> assertThat(ran(vm, "ls")).isEqualTo("did: ls\n"));

      assertThat(state.status()).contains("running");
      assertThat(vm.screenshot().toImage().getWidth()).isEqualTo(1);
    }
  }

  @Test
  void theAgentServesAPlainClient() throws Exception {
    try (VmAgent agent = VmAgent.connect(server.uri().toString(), "java-vm")) {
      String said = NodeProgram.run("client.mjs", server.uri(), agent.vmId(), "echo hello; exit 3");

      assertThat(said.strip()).isEqualTo("{\"result\":\"hello\\n\",\"png\":true}");
    }
  }

  private static String ran(Vm vm, String command) {
    CommandResult result = vm.sendCommand(command);
    return result.output();
  }
}
