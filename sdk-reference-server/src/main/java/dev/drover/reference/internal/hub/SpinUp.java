package dev.drover.reference.internal.hub;

import dev.drover.hub.LeaseTerms;
import dev.drover.hub.VmWish;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.LeaseFields;
import dev.drover.reference.internal.hub.Assignments.Assignment;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's request for VMs, until all of them are connected. */
final class SpinUp {

  private final Member client;
  private final @Nullable String requestId;
  private final List<HubMessage.Test> tests;
  private final Map<String, VmWish> wishes = new LinkedHashMap<>();
  private final @Nullable LeaseTerms lease;
  private final Set<String> waitsFor = new HashSet<>();
  private final Set<String> fresh = new HashSet<>();

  /**
   * A request. What a plain client says of leases and wishes means nothing.
   *
   * @throws IllegalArgumentException if a lease or a wish is none
   */
  SpinUp(Member client, HubMessage.SpinUp message, List<HubMessage.Test> tests) {
    this.client = client;
    this.requestId = message.requestId();
    this.tests =
        tests.stream().filter(Objects::nonNull).filter(test -> test.testCaseId() != null).toList();
    LeaseFields asked = message.lease();
    this.lease = asked == null || !client.isExtended() ? null : LeaseWords.terms(asked);
    for (HubMessage.Test test : this.tests) {
      VmWish wish = client.isExtended() ? LeaseWords.wish(test.wish()) : VmWish.any();
      wishes.put(Objects.requireNonNull(test.testCaseId()), wish);
    }
  }

  Member client() {
    return client;
  }

  @Nullable String requestId() {
    return requestId;
  }

  @Nullable LeaseTerms lease() {
    return lease;
  }

  Set<String> testCaseIds() {
    return wishes.keySet();
  }

  VmWish wish(String testCaseId) {
    return wishes.getOrDefault(testCaseId, VmWish.any());
  }

  /** Who wants much chooses first: others may take what it leaves. */
  List<String> choosiestFirst() {
    return testCaseIds().stream()
        .sorted(Comparator.comparing(this::wish, SpinUp::compare))
        .toList();
  }

  private static int compare(VmWish one, VmWish other) {
    int byId = Boolean.compare(one.vmId().isEmpty(), other.vmId().isEmpty());
    return byId != 0 ? byId : Integer.compare(other.labels().size(), one.labels().size());
  }

  /** The test case has no VM but for this request. */
  void isNew(String testCaseId) {
    fresh.add(testCaseId);
  }

  Set<String> newTestCaseIds() {
    return fresh;
  }

  void waitForUnless(String vmId, boolean connected) {
    if (connected) {
      waitsFor.remove(vmId);
    } else {
      waitsFor.add(vmId);
    }
  }

  boolean waitsFor(String vmId) {
    return waitsFor.contains(vmId);
  }

  boolean isWaiting() {
    return !waitsFor.isEmpty();
  }

  /** The response, once all have a VM. */
  HubMessage.SpinUpResponse answer(Assignments assignments, @Nullable LeaseFields granted) {
    return new HubMessage.SpinUpResponse(
        tests.stream().map(test -> withVm(test, assignments)).toList(), granted, requestId);
  }

  private static HubMessage.Test withVm(HubMessage.Test test, Assignments assignments) {
    String testCaseId = Objects.requireNonNull(test.testCaseId());
    Assignment assignment = Objects.requireNonNull(assignments.of(testCaseId));
    List<String> steps = test.steps() == null ? List.of() : test.steps();
    return new HubMessage.Test(testCaseId, assignment.vmId(), steps, null);
  }
}
