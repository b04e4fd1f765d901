package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.HubClient;
import dev.drover.reference.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("soak")
@Timeout(120)
class LeakTest {

  private static final int ROUNDS = 1000;
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  @Test
  void aThousandConnectAndCloseRoundsLeaveNothing() throws Exception {
    try (ReferenceServer server = ReferenceServer.start()) {
      rounds(server, 20);
      settle();
      long threads = threads();
      long descriptors = descriptors();

      rounds(server, ROUNDS);

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(threads()).isLessThanOrEqualTo(threads);
                assertThat(descriptors()).isLessThanOrEqualTo(descriptors);
              });
    }
  }

  private static void rounds(ReferenceServer server, int count) {
    for (int i = 0; i < count; i++) {
      try (HubClient hub = HubClient.connect(server.uri().toString())) {
        assertThat(hub.listVms()).isEmpty();
      }
    }
  }

  /** Idle pool threads end after a few seconds; only then is the count a fair beginning. */
  private static void settle() {
    long[] last = {-1};
    Awaitility.await()
        .pollInterval(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .until(() -> last[0] == (last[0] = threads()));
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("drover"))
        .count();
  }

  private static long descriptors() throws Exception {
    if (!Files.isDirectory(DESCRIPTORS)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return open.count();
    }
  }
}
