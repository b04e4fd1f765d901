package dev.drover.hub;

import dev.drover.internal.wire.LeaseFields;
import dev.drover.internal.wire.WishFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases and wishes as they stand in messages. */
final class LeaseWords {

  private LeaseWords() {}

  static LeaseFields asked(LeaseTerms terms) {
    String owner = terms.owner().isEmpty() ? null : terms.owner();
    return new LeaseFields(terms.runId(), owner, seconds(terms.ttl()), null);
  }

  static double seconds(Duration ttl) {
    return ttl.getSeconds() + ttl.getNano() / 1e9;
  }

  /** A lease that a hub granted; none if it says nothing of one, or not what makes one. */
  static Optional<Lease> granted(@Nullable LeaseFields fields) {
    if (fields == null || fields.runId() == null || fields.expiresAt() == null) {
      return Optional.empty();
    }
    Instant expiresAt = Instant.ofEpochMilli(Math.round(fields.expiresAt() * 1e3));
    String owner = fields.owner() == null ? "" : fields.owner();
    return Optional.of(new Lease(fields.runId(), owner, expiresAt));
  }

  static @Nullable WishFields wished(VmWish wish) {
    return wish.isAny()
        ? null
        : new WishFields(wish.vmId().orElse(null), wish.labels().isEmpty() ? null : wish.labels());
  }
}
