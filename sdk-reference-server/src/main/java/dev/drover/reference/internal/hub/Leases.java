package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.hub.Lease;
import dev.drover.hub.LeaseTerms;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.hub.Assignments.Assignment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who has which test case's VM for how long. A lease is over at the millisecond at which it
 * expires, however late its timer is. Under the lock.
 */
final class Leases {

  private record Held(Lease lease, Future<?> timer) {}

  private final Assignments assignments;
  private final LockedClock clock;
  private final Consumer<String> evict;
  private final Map<String, Held> byTestCase = new LinkedHashMap<>();

  /**
   * No leases yet.
   *
   * @param evict ends what a VM runs, by the VM's id
   */
  Leases(Assignments assignments, LockedClock clock, Consumer<String> evict) {
    this.assignments = assignments;
    this.clock = clock;
    this.evict = evict;
    assignments.onFreed(this::forget);
  }

  /** Begins a lease, or gives one that is there another end. */
  Lease grant(String testCaseId, LeaseTerms terms) {
    forget(testCaseId);
    long millis = terms.ttl().toMillis();
    Instant end = Instant.ofEpochMilli(clock.now() + millis);
    Lease lease = new Lease(terms.runId(), terms.owner(), end);
    byTestCase.put(testCaseId, new Held(lease, expireAfter(testCaseId, millis)));
    return lease;
  }

  private Future<?> expireAfter(String testCaseId, long millis) {
    return clock.later(millis, () -> expire(testCaseId));
  }

  private void expire(String testCaseId) {
    Held held = byTestCase.get(testCaseId);
    if (held == null) {
      return;
    }
    long left = held.lease().expiresAt().toEpochMilli() - clock.now();
    if (left <= 0) {
      end(testCaseId);
    } else {
      byTestCase.put(testCaseId, new Held(held.lease(), expireAfter(testCaseId, left)));
    }
  }

  /** Ends what has expired. Before anything is said of leases, since timers may be late. */
  void endExpired() {
    long now = clock.now();
    which(lease -> lease.expiresAt().toEpochMilli() <= now).forEach(this::end);
  }

  /** The VM is free again, and what it runs is stopped. */
  void end(String testCaseId) {
    Assignment ended = assignments.of(testCaseId);
    boolean leased = byTestCase.containsKey(testCaseId);
    assignments.release(testCaseId);
    if (leased && ended != null) {
      evict.accept(ended.vmId());
    }
  }

  /** Gives all leases of a run the same new end; the test cases that have one. */
  List<String> renew(String runId, Duration ttl) {
    List<String> renewed = ofRun(runId);
    for (String testCaseId : renewed) {
      Lease former = Objects.requireNonNull(of(testCaseId));
      grant(testCaseId, new LeaseTerms(runId, former.owner(), ttl));
    }
    return renewed;
  }

  /** The test cases that a run has. */
  List<String> ofRun(String runId) {
    return which(lease -> lease.runId().equals(runId));
  }

  @Nullable Lease of(String testCaseId) {
    Held held = byTestCase.get(testCaseId);
    return held == null ? null : held.lease();
  }

  /** Why a run may not ask for a test case: another one has it, or will as soon as it is told. */
  @Nullable Refusal refusal(String testCaseId, LeaseTerms terms) {
    Lease lease = of(testCaseId);
    if (lease != null && !lease.runId().equals(terms.runId())) {
      return new Refusal(
          ErrorCodes.TEST_CASE_LEASED,
          "'%s' is leased to the run '%s' (%s) until %s; give it another id, or wait"
              .formatted(testCaseId, lease.runId(), lease.owner(), lease.expiresAt()));
    }
    Assignment has = assignments.of(testCaseId);
    LeaseTerms awaited = has == null ? null : has.request().lease();
    if (awaited != null && !awaited.runId().equals(terms.runId())) {
      return new Refusal(
          ErrorCodes.TEST_CASE_LEASED,
          "the run '%s' (%s) is getting a VM for '%s'; give it another id, or wait"
              .formatted(awaited.runId(), awaited.owner(), testCaseId));
    }
    return null;
  }

  private void forget(String testCaseId) {
    Held held = byTestCase.remove(testCaseId);
    if (held != null) {
      held.timer().cancel(false);
    }
  }

  private List<String> which(Predicate<Lease> which) {
    List<String> found = new ArrayList<>();
    byTestCase.forEach(
        (testCaseId, held) -> {
          if (which.test(held.lease())) {
            found.add(testCaseId);
          }
        });
    return found;
  }
}
