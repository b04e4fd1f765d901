package dev.drover.reference.internal.hub;

import java.util.EnumMap;
import java.util.Map;

/** A VM that is connected. */
final class FleetVm {

  private final Member member;

  /** Only of a VM that knows no request ids. */
  private final Map<Kind, Lane> lanes = new EnumMap<>(Kind.class);

  FleetVm(Member member) {
    this.member = member;
  }

  String id() {
    return member.vmId();
  }

  Member member() {
    return member;
  }

  boolean isExtended() {
    return member.isExtended();
  }

  Map<Kind, Lane> lanes() {
    return lanes;
  }
}
