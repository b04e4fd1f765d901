package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.hub.HubClient;
import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint;
import dev.drover.reference.FaultRule;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ReferenceServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests of code of your own that uses Drover: VMs that answer by script, connections that break.
 */
class DeploymentTest {

  private final ReferenceServer server = ReferenceServer.start();
  private final HubClient hub =
      HubClient.connect(ClientOptions.of(server.uri()).backoff(Backoff.never()));

  /** The code under test. */
  private String deploy(String version) {
    var result = hub.vm("web-1").sendCommand("deploy " + version);
    return result.isSuccess() ? "deployed " + version : "rolled back: " + result.output().strip();
  }

  @AfterEach
  void close() {
    hub.close();
    server.close();
  }

  @Test
  void reportsWhatWasDeployed() {
    server.vm("web-1").onCommand("deploy 1.2").reply("ok\n", 0);

    assertThat(deploy("1.2")).isEqualTo("deployed 1.2");
    assertThat(server.vm("web-1").commands()).containsExactly("deploy 1.2");
  }

  @Test
  void rollsBackWhenTheScriptFails() {
    server.vm("web-1").onCommand(line -> line.startsWith("deploy")).reply("disk full\n", 28);

    assertThat(deploy("1.3")).isEqualTo("rolled back: disk full");
  }

  @Test
  void doesNotHangWhenTheConnectionIsLostForGood() {
    server.vm("web-1").onCommand("deploy 1.4").silence();
    server.faults().inject(FaultRule.of(Fault.cut(), FaultPoint.MID_REQUEST).only(PeerRole.CLIENT));

    assertThatThrownBy(() -> deploy("1.4"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("web-1");
  }
}
