package dev.drover.testing.internal.lease;

import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.drover.hub.HubClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Renewals while a run lives, whatever becomes of them. */
class LeaseKeeperTest {

  private static final Duration TTL = Duration.ofMillis(30);

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicInteger renewals = new AtomicInteger();

  @Test
  void goesOnAfterAnyFailureAndEndsWithItsClose() {
    HubClient client = mock(HubClient.class);
    when(client.renewLeasesAsync(any(), any()))
        .thenAnswer(
            call -> {
              threads.add(Thread.currentThread());
              return switch (renewals.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("closed");
                case 2 -> CompletableFuture.failedFuture(new IllegalStateException("lost"));
                default -> CompletableFuture.completedFuture(List.of());
              };
            });

    LeaseKeeper keeper = LeaseKeeper.start(() -> client, "run", TTL, Set::of, lost -> {});

    await().until(() -> renewals.get() > 4);
    keeper.close();
    keeper.close();
    // Without its thread nothing is renewed any more.
    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }
}
