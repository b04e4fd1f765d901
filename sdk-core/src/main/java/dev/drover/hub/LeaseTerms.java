package dev.drover.hub;

import java.time.Duration;

/**
 * The lease for which a run asks ({@code drover.v1}). All leases of a run are renewed and given
 * back together, see {@link HubClient#renewLeases} and {@link HubClient#releaseRun}.
 *
 * @param runId names the run at the hub; no two runs may have the same
 * @param owner who that is, for people to read, such as a user, a host and a process; may be empty
 * @param ttl how long the lease lasts unless it is renewed; above zero. Hubs have a bound of their
 *     own; the reference server's is a day
 */
public record LeaseTerms(String runId, String owner, Duration ttl) {

  /** Checks the run's id and the time. */
  public LeaseTerms {
    checkRunId(runId);
    checkTtl(ttl);
  }

  static String checkRunId(String runId) {
    if (runId.isBlank()) {
      throw new IllegalArgumentException(
          "a run's id must not be blank; the hub tells the leases of one run by it");
    }
    return runId;
  }

  static Duration checkTtl(Duration ttl) {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException("a lease must last longer than zero, but ttl is " + ttl);
    }
    return ttl;
  }
}
