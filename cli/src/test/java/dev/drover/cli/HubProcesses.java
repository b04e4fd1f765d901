package dev.drover.cli;

import static org.awaitility.Awaitility.await;

import dev.drover.hub.HubClient;
import dev.drover.hub.VmInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A server and an agent, each the finished jar in a process of its own. */
final class HubProcesses implements AutoCloseable {

  static final String VM = "vm-1";

  final Program server;
  final Program agent;
  final String address;

  HubProcesses() {
    server = Program.start("server", "--port", "0");
    address = server.awaitLine("listening on ");
    agent = Program.start("agent", "--hub", address, "--vm-id", VM);
    awaitVm(address, VM);
  }

  static void awaitVm(String hub, String vm) {
    try (HubClient client = HubClient.connect(hub)) {
      await("registration of " + vm)
          .atMost(Program.PATIENCE)
          .until(() -> client.listVms().stream().map(VmInfo::vmId).toList().contains(vm));
    }
  }

  /** Below the ports that systems hand out by themselves, so that nobody takes it meanwhile. */
  static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; the next one may be free, so the search goes on.
      }
    }
  }

  Program exec(String command) {
    return Program.start("exec", "--hub", address, VM, command);
  }

  @Override
  public void close() {
    agent.close();
    server.close();
  }
}
