package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.drover.DroverException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Servers begin and end. */
class LifecycleTest {

  private static final ServerOptions OPTIONS =
      ServerOptions.defaults().withVmProvider(VmProvider.none());

  private static long serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("drover-server") || t.getName().contains("globalEvent"))
        .count();
  }

  @Test
  void tellsItsAddresses() {
    try (ReferenceServer server = ReferenceServer.start()) {
      assertThat(server.uri()).hasToString("ws://127.0.0.1:" + server.port());
      assertThat(server.httpUri()).hasToString("http://127.0.0.1:" + server.port());
      assertThat(server).hasToString("ReferenceServer[ws://127.0.0.1:%d, 0 VMs]", server.port());
    }
  }

  @Test
  void listensOnAllAddressesIfToldTo() {
    try (ReferenceServer server = ReferenceServer.start(OPTIONS.withHost("0.0.0.0"))) {
      assertThat(server.uri()).hasToString("ws://127.0.0.1:" + server.port());
      PlainPeer.client(server).close();
    }
  }

  @Test
  void aTakenPortIsSaidToBeTaken() {
    try (ReferenceServer first = ReferenceServer.start(OPTIONS)) {
      assertThatThrownBy(() -> ReferenceServer.start(OPTIONS.withPort(first.port())))
          .isInstanceOf(DroverException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void anUnknownHostIsSaidToBeUnknown() {
    assertThatThrownBy(() -> ReferenceServer.start(OPTIONS.withHost("no.such.host.invalid")))
        .isInstanceOf(DroverException.class)
        .hasMessageContaining("no.such.host.invalid");
  }

  @Test
  void aPortIsFreeAgainAfterClose() {
    int port;
    try (ReferenceServer first = ReferenceServer.start(OPTIONS)) {
      port = first.port();
      PlainPeer.client(first);
    }
    try (ReferenceServer second = ReferenceServer.start(OPTIONS.withPort(port))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }

  @Test
  void closeSaysGoodbyeIsBoundedAndMayBeRepeated() throws IOException {
    ReferenceServer server = ReferenceServer.start(OPTIONS);
    PlainPeer polite = PlainPeer.client(server);
    try (RawPeer deaf = RawPeer.client(server);
        Socket mute = RawPeer.tcp(server).socket()) {
      server.vm("vm-1").onCommand("x").silence();
      long start = System.nanoTime();

      server.close();
      server.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(polite.closeCode()).isEqualTo(1001);
      assertThat(deaf.readFrame()).isEqualTo("close 1001");
      assertThat(mute.isConnected()).isTrue();
    }
    assertThat(server.toString()).contains("closed");
  }

  @Test
  void allItsThreadsAreDaemons() {
    try (ReferenceServer server = ReferenceServer.start(OPTIONS)) {
      PlainPeer.client(server).close();
      server.vm("vm-1");

      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(t -> t.getName().startsWith("drover-"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void twoHundredServersLeaveNothingBehind() {
    for (int i = 0; i < 20; i++) {
      startUseAndClose();
    }
    await().until(() -> serverThreads() == 0);
    long files = openFiles();

    for (int i = 0; i < 200; i++) {
      startUseAndClose();
    }

    await().until(() -> serverThreads() == 0);
    await().untilAsserted(() -> assertThat(openFiles()).isLessThanOrEqualTo(files + 5));
  }

  private static void startUseAndClose() {
    try (ReferenceServer server = ReferenceServer.start(OPTIONS)) {
      server.vm("vm-1").onCommand("ls").reply("", 0);
      PlainPeer client = PlainPeer.client(server);
      client.send("{'type':'command','vm_id':'vm-1','command':'ls'}").read("command_response");
      client.close();
    }
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  @Test
  void severalServersLiveSideBySide() {
    List<ReferenceServer> servers =
        IntStream.range(0, 5).mapToObj(i -> ReferenceServer.start(OPTIONS)).toList();

    servers.forEach(server -> server.vm("vm-" + server.port()));

    for (ReferenceServer server : servers) {
      assertThat(server.vms()).extracting(vm -> vm.vmId()).containsExactly("vm-" + server.port());
      server.close();
    }
  }
}
