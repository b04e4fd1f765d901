package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.hub.Lease;
import dev.drover.internal.wire.HubMessage.Release;
import dev.drover.internal.wire.HubMessage.ReleaseResponse;
import dev.drover.internal.wire.HubMessage.Renew;
import dev.drover.internal.wire.HubMessage.RenewResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients give VMs back, or want to keep them a while longer. */
final class LeaseMessages {

  private final Assignments assignments;
  private final Leases leases;
  private final Roster roster;

  LeaseMessages(Assignments assignments, Leases leases, Roster roster) {
    this.assignments = assignments;
    this.leases = leases;
    this.roster = roster;
  }

  void release(Member client, Release release) {
    leases.endExpired();
    String testCaseId = release.testCaseId();
    String runId = release.runId();
    if (testCaseId != null) {
      releaseOne(client, testCaseId, runId, release.requestId());
    } else if (runId != null) {
      List<String> released = leases.ofRun(runId);
      released.forEach(leases::end);
      client.send(new ReleaseResponse(null, runId, released, release.requestId()));
    } else {
      client.refuse(
          ErrorCodes.BAD_MESSAGE, "release needs a test_case_id, or a run_id", release.requestId());
    }
  }

  private void releaseOne(
      Member client, String testCaseId, @Nullable String runId, @Nullable String requestId) {
    if (assignments.of(testCaseId) == null) {
      client.refuse(
          ErrorCodes.UNKNOWN_TEST_CASE,
          "no VM is assigned to '%s'".formatted(testCaseId),
          requestId);
    } else if (runId != null && !isOf(runId, testCaseId)) {
      client.refuse(
          ErrorCodes.UNKNOWN_TEST_CASE,
          "the run '%s' has no VM for '%s' any more".formatted(runId, testCaseId),
          requestId);
    } else {
      leases.end(testCaseId);
      client.send(new ReleaseResponse(testCaseId, null, null, requestId));
    }
  }

  private boolean isOf(String runId, String testCaseId) {
    Lease lease = leases.of(testCaseId);
    return lease != null && lease.runId().equals(runId);
  }

  void renew(Member client, Renew renew) {
    leases.endExpired();
    try {
      String runId = LeaseWords.runId(renew.runId());
      List<String> renewed = leases.renew(runId, LeaseWords.ttl(renew.ttl()));
      client.send(new RenewResponse(runId, roster.ofTestCases(renewed), renew.requestId()));
    } catch (IllegalArgumentException e) {
      client.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), renew.requestId());
    }
  }
}
