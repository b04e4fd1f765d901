package dev.drover.testing.internal.lease;

import dev.drover.hub.VmInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Notices that leases ended though the run lives. Safe for any number of threads. */
final class LostLeases {

  private final String runId;
  private final Duration ttl;
  private final Consumer<String> told;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private long renewedNanos = System.nanoTime();

  /** Hubs without leases have none to lose: they refuse every renewal. */
  private boolean everRenewed;

  private boolean outageTold;

  LostLeases(String runId, Duration ttl, Consumer<String> told) {
    this.runId = runId;
    this.ttl = ttl;
    this.told = told;
  }

  /**
   * A renewal has been answered.
   *
   * @param vms those whose leases were renewed
   * @param before the test cases that had VMs when it was asked for
   * @param now the test cases that have VMs now; others were given back meanwhile
   */
  void renewed(List<VmInfo> vms, Set<String> before, Set<String> now) {
    synchronized (this) {
      renewedNanos = System.nanoTime();
      everRenewed = true;
      outageTold = false;
    }
    Set<String> lost = new TreeSet<>(before);
    lost.retainAll(now);
    lost.removeAll(
        vms.stream().flatMap(vm -> vm.testCaseId().stream()).collect(Collectors.toSet()));
    lost.removeIf(testCase -> !known.add(testCase));
    if (!lost.isEmpty()) {
      told.accept(
          "the hub ended the leases of the run %s for %s while their tests run, and may have given their VMs to others; were they renewed in time (drover.lease is %d s), or did the hub start anew?"
              .formatted(runId, lost, ttl.toSeconds()));
    }
  }

  /** A renewal has failed. */
  void failed(Throwable failure, Set<String> held) {
    Duration since;
    synchronized (this) {
      since = Duration.ofNanos(System.nanoTime() - renewedNanos);
      if (!everRenewed || outageTold || held.isEmpty() || since.compareTo(ttl) < 0) {
        return;
      }
      outageTold = true;
    }
    told.accept(
        "the leases of the run %s were not renewed for %d ms, longer than they last (%d ms): the hub may have given the VMs of %s to others; the last attempt failed with %s"
            .formatted(runId, since.toMillis(), ttl.toMillis(), new TreeSet<>(held), failure));
  }
}
