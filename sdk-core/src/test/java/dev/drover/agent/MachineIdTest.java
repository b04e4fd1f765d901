package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.agent.MachineId.Card;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MachineIdTest {

  private static final Card ETHERNET = new Card("eth0", "fd:f5:d6:59:66:99", true);

  @Test
  void isHostNameAndMacAddress() {
    assertThat(MachineId.of("DESKTOP-D92R0CO", List.of(ETHERNET)))
        .isEqualTo("DESKTOP-D92R0CO-fd:f5:d6:59:66:99");
  }

  @Test
  void isTheSameInWhateverOrderTheInterfacesAreListed() {
    List<Card> cards = new ArrayList<>();
    cards.add(new Card("docker0", "02:42:00:00:00:01", false));
    cards.add(new Card("br-12ab", "02:42:00:00:00:02", false));
    cards.add(new Card("wlan0", "aa:aa:aa:aa:aa:aa", true));
    cards.add(new Card("abc0", "bb:bb:bb:bb:bb:bb", false));
    cards.add(ETHERNET);

    for (int round = 0; round < 50; round++) {
      Collections.shuffle(cards, new Random(round));
      assertThat(MachineId.of("h", cards)).isEqualTo("h-fd:f5:d6:59:66:99");
    }
  }

  @Test
  void bridgesAndTunnelsComeLast() {
    Card tunnel = new Card("tun0", "02:00:00:00:00:01", false);
    Card veth = new Card("eth0", "02:00:00:00:00:02", false);

    assertThat(MachineId.of("h", List.of(tunnel, veth))).isEqualTo("h-02:00:00:00:00:02");
    assertThat(MachineId.of("h", List.of(tunnel))).isEqualTo("h-02:00:00:00:00:01");
  }

  @Test
  void aUuidTakesThePlaceOfAMacAddress() {
    String id = MachineId.of("h", List.of());

    assertThat(id).matches("h-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(MachineId.of("h", List.of())).isEqualTo(id);
  }

  @Test
  void thisMachineHasOne() {
    AgentOptions options = AgentOptions.ofThisMachine();

    assertThat(options.vmId()).startsWith(HostName.get() + "-");
    assertThat(AgentOptions.ofThisMachine().vmId()).isEqualTo(options.vmId());
  }
}
