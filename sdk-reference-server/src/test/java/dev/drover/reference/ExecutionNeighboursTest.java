package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Those who watch without a token, ten of one address being there already. */
class ExecutionNeighboursTest extends WithExecution {

  private final List<PlainPeer> ten = new ArrayList<>();

  @BeforeEach
  void tenWatch() {
    for (int i = 0; i < 10; i++) {
      ten.add(watcher());
    }
  }

  private void expectRefusal() {
    PlainPeer eleventh = knock("");
    assertThat(eleventh.read("error").path("code").asText()).isEqualTo("RATE_LIMITED");
    assertThat(eleventh.closeCode()).isEqualTo(4429);
  }

  @Test
  void anEleventhOfTheirAddressIsRefusedUntilOneHasGone() {
    expectRefusal();
    assertThat(execution.watchers()).isEqualTo(10);

    ten.get(0).drop();

    await().until(() -> execution.watchers() == 9);
    knock("").expect(STATE);
    expectRefusal();
  }

  @Test
  void whoShowsATokenIsNoneOfThem() {
    for (int i = 0; i < 10; i++) {
      watcher("?token=mine");
    }

    assertThat(execution.watchers()).isEqualTo(20);
    assertThat(knock("?token=mine").read("error").path("code").asText()).isEqualTo("RATE_LIMITED");
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "has one loopback address alone")
  void whoComesFromAnotherAddressIsNoneOfThem() throws IOException {
    RawPeer other = closing(RawPeer.tcp(server, "127.0.0.2")).upgrade("/ws/executions/" + ID, "");

    assertThat(other.readHead()).contains(" 101 ");
    assertThat(other.readFrame()).contains("execution_progress");
    assertThat(execution.watchers()).isEqualTo(11);
    expectRefusal();
  }
}
