package dev.drover.reference.internal.hub;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A VM that is connected. */
final class FleetVm {

  private final Member member;
  private final Dialect dialect;

  /** Only of a VM that knows no request ids. */
  private final Map<Kind, Lane> lanes = new EnumMap<>(Kind.class);

  private boolean settled;
  private boolean succeeds;
  private Instant lastSeen = Instant.now();
  private Map<String, String> labels;

  FleetVm(Member member, Dialect dialect, @Nullable Map<String, String> labels) {
    this.labels = labels == null ? Map.of() : Map.copyOf(labels);
    this.member = member;
    this.dialect = dialect;
  }

  String id() {
    return member.vmId();
  }

  Member member() {
    return member;
  }

  Dialect dialect() {
    return dialect;
  }

  boolean isExtended() {
    return dialect.isExtended();
  }

  Map<Kind, Lane> lanes() {
    return lanes;
  }

  /** Whether it is known by now whether it speaks {@code drover.v1}. */
  boolean isSettled() {
    return settled;
  }

  void settle() {
    settled = true;
  }

  /** It has the id of a VM that might come back, and may be that one. */
  void succeed() {
    succeeds = true;
  }

  /** Whether it may come back and go on with what it was asked for, once its connection is lost. */
  boolean mayReturn() {
    return isExtended() || (!settled && succeeds);
  }

  /** What the VM says of itself. */
  void label(Map<String, String> said) {
    labels = Map.copyOf(said);
  }

  Map<String, String> labels() {
    return labels;
  }

  /** It said something. */
  void seen() {
    lastSeen = Instant.now();
  }

  Instant lastSeen() {
    return lastSeen;
  }

  /** Tells the VM what is wrong with what it said. */
  void refuse(String code, String reason, @Nullable String requestId) {
    member.send(dialect.error(id(), code, reason, requestId), member);
  }
}
