package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Commands outlive their connections: whatever is cut, all output arrives, once, in order. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class CutConnectionsTest {

  private static final int LINES = 10_000;
  private static final int CUTS = 50;

  /** Ten thousand numbered lines, in bursts, so that the cuts fall into the stream. */
  private static final String NUMBERS =
      "i=0; while [ $i -lt 100 ]; do seq $((i*100+1)) $((i*100+100)); i=$((i+1)); sleep 0.05; done";

  @Test
  void fiftyCutsLoseNothingAndRepeatNothing() {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(options(server))) {
      AtomicInteger reconnects = new AtomicInteger();
      hub.connectionEvents()
          .on(ConnectionEvent.Resubscribed.class, event -> reconnects.incrementAndGet());
      List<Following> followings = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Vm vm = hub.spinUp(TestCase.of("case-" + i)).vm();
        followings.add(new Following(vm.startCommand(NUMBERS)));
      }
      // A command that has not reached its VM yet may rightly be told that the VM is gone.
      Awaitility.await().until(() -> followings.stream().allMatch(Following::hasBegun));

      int cuts = 0;
      while (cuts < CUTS) {
        int before = reconnects.get();
        server.faults().cutAll();
        cuts++;
        Awaitility.await()
            .pollInterval(Duration.ofMillis(5))
            .until(() -> reconnects.get() > before);
      }

      followings.forEach(Following::isWhole);
      assertThat(reconnects.get()).isGreaterThanOrEqualTo(CUTS);
    }
  }

  private static ClientOptions options(ReferenceServer server) {
    return ClientOptions.of(server.uri()).backoff(Backoff.fixed(Duration.ofMillis(20)));
  }

  private static final class Following {
    private final CommandHandle handle;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();

    Following(CommandHandle handle) {
      this.handle = handle;
      handle.onOutput(piece -> heard.add(piece.text()));
      handle.result().whenComplete((result, failure) -> ends.incrementAndGet());
    }

    boolean hasBegun() {
      return !heard.isEmpty();
    }

    void isWhole() {
      CommandResult result = handle.await(Duration.ofSeconds(60));
      List<String> expected = IntStream.rangeClosed(1, LINES).mapToObj(String::valueOf).toList();
      assertThat(String.join("", heard).lines()).containsExactlyElementsOf(expected);
      assertThat(result.output().lines()).containsExactlyElementsOf(expected);
      assertThat(result.exitCode()).isZero();
      assertThat(ends.get()).isEqualTo(1);
    }
  }
}
