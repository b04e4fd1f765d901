package dev.drover.reference.internal.hub;

import dev.drover.hub.Lease;
import dev.drover.hub.VmInfo;
import dev.drover.internal.wire.HubMessage.ListedVm;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of the VMs. Under the lock. */
final class Roster {

  private static final String CONNECTED = "connected";

  private final Fleet fleet;
  private final Assignments assignments;
  private final Leases leases;

  Roster(Fleet fleet, Assignments assignments, Leases leases) {
    this.fleet = fleet;
    this.assignments = assignments;
    this.leases = leases;
  }

  /** As {@code hub.md} has it. */
  List<ListedVm> plain() {
    leases.endExpired();
    return fleet.connected().stream()
        .map(vm -> new ListedVm(vm.id(), assignments.testCaseOf(vm.id()), CONNECTED, null, null))
        .toList();
  }

  /** As {@code drover.v1} has it, with labels and leases. */
  List<ListedVm> extended() {
    leases.endExpired();
    return fleet.connected().stream()
        .map(vm -> listed(vm.id(), assignments.testCaseOf(vm.id())))
        .toList();
  }

  /** The VMs of some test cases; also those that are away for the moment. */
  List<ListedVm> ofTestCases(List<String> testCaseIds) {
    return testCaseIds.stream()
        .map(id -> listed(Objects.requireNonNull(assignments.of(id)).vmId(), id))
        .toList();
  }

  /** The VMs that are connected. */
  List<VmInfo> infos() {
    leases.endExpired();
    return fleet.connected().stream().map(this::info).toList();
  }

  private ListedVm listed(String vmId, @Nullable String testCaseId) {
    FleetVm vm = fleet.get(vmId);
    Map<String, String> labels = vm == null || vm.labels().isEmpty() ? null : vm.labels();
    Lease lease = leaseOf(testCaseId);
    return new ListedVm(
        vmId,
        testCaseId,
        vm == null ? "disconnected" : CONNECTED,
        labels,
        lease == null ? null : LeaseWords.granted(lease));
  }

  private VmInfo info(FleetVm vm) {
    String testCaseId = assignments.testCaseOf(vm.id());
    return new VmInfo(
        vm.id(),
        Optional.ofNullable(testCaseId),
        CONNECTED,
        vm.labels(),
        Optional.ofNullable(leaseOf(testCaseId)));
  }

  private @Nullable Lease leaseOf(@Nullable String testCaseId) {
    return testCaseId == null ? null : leases.of(testCaseId);
  }
}
