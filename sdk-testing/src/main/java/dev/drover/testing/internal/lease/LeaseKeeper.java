package dev.drover.testing.internal.lease;

import dev.drover.hub.HubClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a run's leases every third of their time while the run lives: two renewals may fail before
 * one is lost. On a daemon thread of its own.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");

  private final Supplier<HubClient> client;
  private final String runId;
  private final Duration ttl;
  private final Supplier<Set<String>> held;
  private final LostLeases lost;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(null, task, "drover-lease-keeper", 0, false);
            thread.setDaemon(true);
            return thread;
          });

  private LeaseKeeper(
      Supplier<HubClient> client,
      String runId,
      Duration ttl,
      Supplier<Set<String>> held,
      LostLeases lost) {
    this.client = client;
    this.runId = runId;
    this.ttl = ttl;
    this.held = held;
    this.lost = lost;
  }

  /**
   * Begins to renew.
   *
   * @param client the client of the moment; asked anew each time, since a test may close one
   * @param runId the run
   * @param ttl how long each renewal makes the leases last, above zero
   * @param held the test cases that have VMs at the moment, as far as the run knows
   * @param lost hears, once for each loss, that the hub may have given VMs to others
   * @return stops it
   */
  public static LeaseKeeper start(
      Supplier<HubClient> client,
      String runId,
      Duration ttl,
      Supplier<Set<String>> held,
      Consumer<String> lost) {
    LeaseKeeper keeper =
        new LeaseKeeper(client, runId, ttl, held, new LostLeases(runId, ttl, lost));
    long every = Math.max(1, ttl.toMillis() / 3);
    keeper.timer.scheduleWithFixedDelay(keeper::renew, every, every, TimeUnit.MILLISECONDS);
    return keeper;
  }

  private void renew() {
    try {
      Set<String> before = held.get();
      client
          .get()
          .renewLeasesAsync(runId, ttl)
          .whenComplete(
              (vms, failure) -> {
                if (vms != null) {
                  lost.renewed(vms, before, held.get());
                }
                tell(failure);
              });
    } catch (RuntimeException e) {
      tell(e);
    }
  }

  private void tell(@Nullable Throwable failure) {
    if (failure != null && !timer.isShutdown()) {
      LOG.debug("the leases of the run {} were not renewed; tried again soon", runId, failure);
      lost.failed(failure, held.get());
    }
  }

  /** Stops to renew. Idempotent; never waits. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
