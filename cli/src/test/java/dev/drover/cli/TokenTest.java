package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import org.junit.jupiter.api.Test;

/** A hub that demands a token. */
class TokenTest {

  @Test
  void onlyTheRightTokenGetsIn() {
    try (ReferenceServer server = ReferenceServer.start(ServerOptions.defaults().withToken("tk"))) {
      String hub = server.uri().toString();

      assertThat(Run.of("vms", "--hub", hub, "--token", "tk").code()).isEqualTo(0);
      Run wrong = Run.of("vms", "--hub", hub, "--token", "wr0ng");
      assertThat(wrong.code()).isEqualTo(69);
      assertThat(wrong.err()).contains("401").contains("check the token").doesNotContain("wr0ng");
    }
  }
}
