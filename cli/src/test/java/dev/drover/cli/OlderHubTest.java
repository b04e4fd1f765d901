package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hubs that never heard of extensions are served as far as they can be. */
class OlderHubTest {

  private OlderHub hub;
  private String address;

  @BeforeEach
  void start() throws InterruptedException {
    hub = new OlderHub();
    address = hub.address();
  }

  @AfterEach
  void stop() throws InterruptedException {
    hub.close();
  }

  @Test
  void execPrintsTheAnswerAndAnUnknownExitCodeIsSuccess() {
    Run exec = Run.of("exec", "--json", "--hub", address, "vm-1", "uname");

    assertThat(exec.out()).startsWith("told: uname\n").contains("\"exit_code\":null");
    assertThat(exec.code()).isEqualTo(0);
  }

  @Test
  void inputIsRefusedIfItWasAskedFor() {
    Run exec = Run.of("exec", "-i", "--hub", address, "vm-1", "cat");

    assertThat(exec.code()).isEqualTo(70);
    assertThat(exec.err()).contains("passes no input on");
  }

  @Test
  void releaseSaysThatTheHubKnowsNoSuchThing() {
    Run release = Run.of("release", "--hub", address, "login");

    assertThat(release.code()).isEqualTo(70);
    assertThat(release.err()).contains("no way to give a VM back");
  }
}
