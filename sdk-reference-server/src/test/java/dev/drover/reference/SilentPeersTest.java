package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Peers that connect and say nothing, or nothing more. */
class SilentPeersTest extends WithServer {

  @Override
  ServerOptions options() {
    return super.options()
        .withRegistrationTimeout(Duration.ofMillis(400))
        .withIdleTimeout(Duration.ofMillis(1200));
  }

  @Test
  void whoDoesNotRegisterIsTurnedAway() {
    PlainPeer stranger = stranger();

    stranger.expect("{'type':'error','message':'no registration within 400 ms'}");
    assertThat(stranger.closeCode()).isEqualTo(1008);
  }

  @Test
  void whoDoesNotEvenAskForAnUpgradeIsTurnedAway() throws IOException {
    RawPeer mute = closing(RawPeer.tcp(server));

    assertThat(mute.read()).isEqualTo(-1);
  }

  @Test
  void whoAnswersNoPingIsDropped() throws IOException {
    RawPeer dead = closing(RawPeer.client(server));

    assertThat(dead.readFrame()).isEmpty();
    server
        .journal()
        .await(
            e ->
                e.kind() == JournalEntry.Kind.DISCONNECTED
                    && e.text().contains("no sign of life for 1200 ms"),
            Duration.ofSeconds(10));
  }

  @Test
  void whoAnswersPingsStays() {
    PlainPeer quiet = client();

    await().pollDelay(Duration.ofMillis(2400)).until(() -> true);

    quiet.send("{'type':'list_vms'}").expect("{'type':'list_vms_response','vms':[]}");
  }
}
