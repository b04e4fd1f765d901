package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final List<String> done = new ArrayList<>();

  private void at(long millis, String name) {
    clock.schedule(() -> done.add(name + " at " + clock.millis()), Duration.ofMillis(millis));
  }

  @Test
  void standsStillUntilItIsMoved() {
    at(0, "now");

    assertThat(clock.millis()).isZero();
    assertThat(done).isEmpty();
    clock.advance(Duration.ZERO);
    assertThat(done).containsExactly("now at 0");
  }

  @Test
  void runsWhatIsDueInOrderAndAtItsTime() {
    at(30, "third");
    at(10, "first");
    at(10, "second");
    at(31, "never");

    clock.advance(Duration.ofMillis(30));

    assertThat(done).containsExactly("first at 10", "second at 10", "third at 30");
  }

  @Test
  void runsWhatBecomesDueMeanwhile() {
    clock.schedule(() -> at(5, "later"), Duration.ofMillis(10));

    clock.advance(Duration.ofMillis(20));

    assertThat(done).containsExactly("later at 15");
    assertThat(clock.millis()).isEqualTo(20);
  }

  @Test
  void doesNotRunWhatWasCancelled() {
    clock.schedule(() -> done.add("cancelled"), Duration.ofMillis(10)).cancel(false);

    clock.advance(Duration.ofMillis(20));

    assertThat(done).isEmpty();
  }

  @Test
  void saysWhatFailed() {
    clock.schedule(
        () -> {
          throw new IllegalArgumentException("broken");
        },
        Duration.ZERO);

    assertThatIllegalStateException()
        .isThrownBy(() -> clock.advance(Duration.ZERO))
        .withMessageContaining("broken");
  }

  @Test
  void doesNotRunBackwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
  }
}
