package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody listens where the hub should be. */
class UnreachableHubTest {

  private static String nobody = "";

  @BeforeAll
  static void findAFreePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "ws://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void theErrorNamesTheAddressAndWhatToDo() {
    Run vms = Run.of("vms", "--hub", nobody, "--token", "s3cret");

    assertThat(vms.code()).isEqualTo(69);
    assertThat(vms.out()).isEmpty();
    assertThat(vms.err())
        .startsWith("drover: ")
        .contains(nobody)
        .contains("check host and port")
        .doesNotContain("\tat ")
        .doesNotContain("s3cret");
  }

  @Test
  void whoAsksForItSeesTheStackTrace() {
    Run vms = Run.of("--verbose", "vms", "--hub", nobody);

    assertThat(vms.code()).isEqualTo(69);
    assertThat(vms.err()).contains("\tat ").contains("ConnectionException");
  }
}
