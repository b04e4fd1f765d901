package dev.drover.reference.internal.hub;

import dev.drover.hub.Lease;
import dev.drover.hub.LeaseTerms;
import dev.drover.hub.VmWish;
import dev.drover.internal.wire.LeaseFields;
import dev.drover.internal.wire.WishFields;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases and wishes as they stand in messages. */
final class LeaseWords {

  /** A run that nobody renews for so long is dead, whatever it thought of itself. */
  private static final double MOST_SECONDS = Duration.ofDays(1).toSeconds();

  private LeaseWords() {}

  /**
   * The lease that is asked for.
   *
   * @throws IllegalArgumentException if it is none, with words for the one who asks
   */
  static LeaseTerms terms(LeaseFields asked) {
    String owner = asked.owner() == null ? "" : asked.owner();
    return new LeaseTerms(runId(asked.runId()), owner, ttl(asked.ttl()));
  }

  static String runId(@Nullable String runId) {
    if (runId == null || runId.isBlank()) {
      throw new IllegalArgumentException("a lease needs a run_id that is not blank");
    }
    return runId;
  }

  static Duration ttl(@Nullable Double seconds) {
    if (seconds == null || !(seconds > 0 && seconds <= MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "a lease needs a ttl in seconds, above 0 and at most %.0f, but it is %s"
              .formatted(MOST_SECONDS, seconds));
    }
    return Duration.ofMillis(Math.max(1, Math.round(seconds * 1000)));
  }

  static LeaseFields granted(Lease lease) {
    String owner = lease.owner().isEmpty() ? null : lease.owner();
    return new LeaseFields(lease.runId(), owner, null, lease.expiresAt().toEpochMilli() / 1000.0);
  }

  /**
   * The VM that is wished for.
   *
   * @throws IllegalArgumentException if it can be none, with words for the one who asks
   */
  static VmWish wish(@Nullable WishFields wish) {
    return wish == null
        ? VmWish.any()
        : new VmWish(
            Optional.ofNullable(wish.vmId()), wish.labels() == null ? Map.of() : wish.labels());
  }
}
