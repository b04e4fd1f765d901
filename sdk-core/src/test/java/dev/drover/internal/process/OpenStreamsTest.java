package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a command's output, when its shell is gone. */
@Timeout(20)
class OpenStreamsTest {

  private final OutputLog log = new OutputLog(1000);
  private final OpenStreams streams = new OpenStreams(log, 1);

  @Test
  void whatIsThereIsWaitedForHoweverLateItIsRead() throws Exception {
    AtomicInteger looks = new AtomicInteger();

    streams.awaitEnd(
        () -> {
          // Silent so far: a reader that had no turn yet has it now.
          if (looks.incrementAndGet() == 3) {
            streams.output(false, "late");
            streams.outputEnded();
          }
          return false;
        });

    assertThat(log.tail(100)).isEqualTo("late");
  }

  @Test
  void aSilentProcessInTheBackgroundIsNotWaitedFor() throws Exception {
    long start = System.nanoTime();

    streams.awaitEnd(() -> true);

    assertThat((System.nanoTime() - start) / 1_000_000).isBetween(450L, 10_000L);
  }
}
