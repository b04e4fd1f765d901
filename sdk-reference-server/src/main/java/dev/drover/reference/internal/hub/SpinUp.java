package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.reference.internal.hub.Assignments.Assignment;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's request for VMs, until all of them are connected. */
final class SpinUp {

  private final Member client;
  private final @Nullable String requestId;
  private final List<HubMessage.Test> tests;
  private final Set<String> waitsFor = new HashSet<>();
  private final Set<String> fresh = new HashSet<>();

  SpinUp(Member client, @Nullable String requestId, List<HubMessage.Test> tests) {
    this.client = client;
    this.requestId = requestId;
    this.tests =
        tests.stream().filter(Objects::nonNull).filter(test -> test.testCaseId() != null).toList();
  }

  Member client() {
    return client;
  }

  @Nullable String requestId() {
    return requestId;
  }

  Set<String> testCaseIds() {
    Set<String> ids = new LinkedHashSet<>();
    tests.forEach(test -> ids.add(Objects.requireNonNull(test.testCaseId())));
    return ids;
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
  HubMessage.SpinUpResponse answer(Assignments assignments) {
    return new HubMessage.SpinUpResponse(
        tests.stream().map(test -> withVm(test, assignments)).toList(), requestId);
  }

  private static HubMessage.Test withVm(HubMessage.Test test, Assignments assignments) {
    String testCaseId = Objects.requireNonNull(test.testCaseId());
    Assignment assignment = Objects.requireNonNull(assignments.of(testCaseId));
    List<String> steps = test.steps() == null ? List.of() : test.steps();
    return new HubMessage.Test(testCaseId, assignment.vmId(), steps);
  }
}
