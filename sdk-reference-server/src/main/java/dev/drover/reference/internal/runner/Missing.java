package dev.drover.reference.internal.runner;

import dev.drover.reference.internal.clock.LockedClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that a client asks for and that this server does not know: begun under a server before it,
 * their agents may not have come back yet. Used under the lock.
 */
final class Missing {

  /** As long as agents may take to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than any client has under way. */
  private static final int MOST = 10_000;

  private final LockedClock clock;
  private final Map<String, Wait> waits = new HashMap<>();

  Missing(LockedClock clock) {
    this.clock = clock;
  }

  /** Somebody waits to hear of a job; the newest who asks is told. */
  void await(String executionId, Member client) {
    take(executionId);
    if (waits.size() >= MOST) {
      give(executionId, client);
      return;
    }
    Wait wait = new Wait(client);
    waits.put(executionId, wait);
    wait.end =
        clock.later(
            PATIENCE.toMillis(),
            () -> {
              if (waits.remove(executionId, wait)) {
                give(executionId, client);
              }
            });
  }

  private static void give(String executionId, Member client) {
    client.error(
        "nothing is known of it here: it ended too long ago, or its agent did not come back within %d s"
            .formatted(PATIENCE.toSeconds()),
        executionId);
  }

  /** It has turned up; who waits for it is handed over. */
  @Nullable Member take(String executionId) {
    Wait wait = waits.remove(executionId);
    if (wait == null) {
      return null;
    }
    if (wait.end != null) {
      wait.end.cancel(false);
    }
    return wait.client;
  }

  private static final class Wait {
    private final Member client;
    private @Nullable Future<?> end;

    Wait(Member client) {
      this.client = client;
    }
  }
}
