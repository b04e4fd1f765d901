package dev.drover.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.Gap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {

  private final EventQueue<Integer> queue = new EventQueue<>(10);

  @Test
  void whatIsPutBackComesNext() {
    offer(1, 10);
    List<Object> taken = take(3);

    queue.putBack();
    taken.addAll(take(100));

    assertThat(taken).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void whatIsPutBackMakesRoomForNewerOnesAndTheGapTellsOfIt() {
    offer(1, 10);
    List<Object> taken = take(3); // Slowly: meanwhile others come.
    offer(11, 15);

    queue.putBack();
    taken.addAll(take(100));

    assertThat(taken.subList(0, 3)).containsExactly(1, 2, 3);
    assertThat(taken.get(3)).isInstanceOfSatisfying(Gap.class, gap -> lost(gap, 2));
    assertThat(taken.subList(4, taken.size())).containsExactly(6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  }

  @Test
  void newerOnesThatWereDroppedMeanwhileAreOneGapWithIt() {
    offer(1, 10);
    List<Object> taken = take(3);
    offer(11, 25);

    queue.putBack();
    taken.addAll(take(100));

    assertThat(taken.get(3)).isInstanceOfSatisfying(Gap.class, gap -> lost(gap, 12));
    assertThat(taken.subList(4, taken.size()))
        .containsExactly(16, 17, 18, 19, 20, 21, 22, 23, 24, 25);
  }

  @Test
  void aGuaranteedEventKeepsItsPlaceBehindWhatIsPutBack() {
    offer(1, 4);
    List<Object> taken = take(2);
    queue.put("sure", () -> {});
    offer(5, 6);

    queue.putBack();
    taken.addAll(take(100));

    assertThat(taken.stream().map(e -> e instanceof EventQueue.Sure s ? s.what() : e))
        .containsExactly(1, 2, 3, 4, "sure", 5, 6);
  }

  @Test
  void whoAddsIsToldToWakeSomebodyOnlyWhenAllWasTaken() {
    assertThat(queue.offer(1)).isTrue();
    assertThat(queue.offer(2)).isFalse();
    take(2);
    assertThat(queue.offer(3)).isFalse();

    take(100);

    assertThat(queue.offer(4)).isTrue();
  }

  private void offer(int from, int to) {
    for (int i = from; i <= to; i++) {
      queue.offer(i);
    }
  }

  private List<Object> take(int most) {
    List<Object> taken = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Object next = queue.take();
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }

  private static void lost(Gap gap, long count) {
    assertThat(gap.dropped()).isEqualTo(count);
  }
}
