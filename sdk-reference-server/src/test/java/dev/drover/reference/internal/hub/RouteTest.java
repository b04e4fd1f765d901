package dev.drover.reference.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which pieces of output a route passes on. */
class RouteTest {

  private final Member client = new Member(new NoPeer());
  private final Asker asker = new HubAsker(client, "r", new Answers(new Audience()));
  private final Route route = new Route("hub-1", Kind.COMMAND, "vm-1", "c", false, asker);

  private List<Long> pass(long... seqs) {
    List<Long> passed = new ArrayList<>();
    for (long seq : seqs) {
      if (route.takes(seq, false)) {
        passed.add(seq);
      }
    }
    return passed;
  }

  @Test
  void passesEachPieceOnce() {
    assertThat(pass(0, 1, 1, 0, 2)).containsExactly(0L, 1L, 2L);
  }

  @Test
  void passesOnWhatIsLeftOfDroppedOutput() {
    assertThat(pass(0, 7, 8)).containsExactly(0L, 7L, 8L);
  }

  @Test
  void afterAnAttachSkipsWhatWasOnItsWay() {
    pass(0, 1, 2);
    route.adopt(asker, 1);

    assertThat(route.awaitsRestart()).isTrue();
    assertThat(pass(3, 4)).isEmpty();
    assertThat(pass(1, 2, 3, 4, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(route.awaitsRestart()).isFalse();
  }

  @Test
  void anAttachAtTheEndOfWhatWasSeenSkipsNothing() {
    pass(0, 1);
    route.adopt(asker, 2);

    assertThat(pass(2, 3, 2, 3, 4)).containsExactly(2L, 3L, 4L);
  }

  @Test
  void anAttachFurtherOnSkipsUpToThere() {
    pass(0);
    route.adopt(asker, 3);

    assertThat(pass(1, 2, 3, 4)).containsExactly(3L, 4L);
  }

  @Test
  void aRestartWhereOlderOutputIsGoneIsKnownByItsMark() {
    pass(0, 1, 2);
    route.adopt(asker, 1);

    assertThat(route.takes(3, true)).isTrue();
    assertThat(pass(4)).containsExactly(4L);
  }

  @Test
  void aVmThatCameBackIsAskedForTheFirstPieceThatWasNotPassedOn() {
    pass(0, 1);
    route.restart();

    assertThat(route.next()).isEqualTo(2);
    assertThat(pass(2, 3)).containsExactly(2L, 3L);
  }

  private static final class NoPeer implements Peer {
    @Override
    public PeerInfo info() {
      return new PeerInfo(1, PeerRole.CLIENT, "client-1", "nowhere");
    }

    @Override
    public void identify(PeerRole role, String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void send(byte[] utf8) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isWritable() {
      return true;
    }

    @Override
    public void onceWritable(Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void hold() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(int code, String reason) {
      throw new UnsupportedOperationException();
    }
  }
}
