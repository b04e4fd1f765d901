package dev.drover.hub;

import dev.drover.internal.session.Lanes;
import dev.drover.internal.wire.HubMessage.Release;
import dev.drover.internal.wire.HubMessage.ReleaseResponse;
import dev.drover.internal.wire.HubMessage.Renew;
import dev.drover.internal.wire.HubMessage.RenewResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests by which VMs are given back, or kept a while longer. */
final class Releasing {

  private static final String HINT = "see the hub's log";

  private Releasing() {}

  /**
   * A test case's VM.
   *
   * @param runId the run whose lease it must still be; null if that does not matter
   */
  static Ask<Boolean> ask(String testCaseId, @Nullable String runId, Duration timeout) {
    return Ask.of(
        "release of " + testCaseId + (runId == null ? "" : ", leased to the run " + runId),
        timeout,
        HINT,
        new Lanes.Key("", "release"),
        id -> new Release(testCaseId, runId, id),
        ReleaseResponse.class,
        response -> true);
  }

  /** All VMs of a run. */
  static Ask<List<String>> askForRun(String runId, Duration timeout) {
    LeaseTerms.checkRunId(runId);
    return Ask.of(
        "release of all leases of the run " + runId,
        timeout,
        HINT,
        new Lanes.Key("", "release"),
        id -> new Release(null, runId, id),
        ReleaseResponse.class,
        response ->
            response.testCaseIds() == null ? List.of() : List.copyOf(response.testCaseIds()));
  }

  /** All leases of a run shall last longer. */
  static Ask<List<VmInfo>> askForTime(String runId, Duration ttl, Duration timeout) {
    LeaseTerms.checkRunId(runId);
    LeaseTerms.checkTtl(ttl);
    return Ask.of(
        "renewal of the leases of the run " + runId,
        timeout,
        HINT,
        new Lanes.Key("", "renew"),
        id -> new Renew(runId, LeaseWords.seconds(ttl), id),
        RenewResponse.class,
        response -> Listing.vms(response.vms()));
  }
}
