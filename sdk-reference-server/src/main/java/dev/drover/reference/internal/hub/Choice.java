package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.hub.Lease;
import dev.drover.hub.VmWish;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which VM a wish can be granted with, and why with none. Under the lock. */
final class Choice {

  private final Fleet fleet;
  private final Assignments assignments;
  private final Leases leases;
  private final VmStarter starter;

  Choice(Fleet fleet, Assignments assignments, Leases leases, VmStarter starter) {
    this.fleet = fleet;
    this.assignments = assignments;
    this.leases = leases;
    this.starter = starter;
  }

  /** The oldest VM that is free and as is wished for. */
  @Nullable FleetVm free(VmWish wish) {
    return fleet.connected().stream()
        .filter(vm -> assignments.testCaseOf(vm.id()) == null)
        .filter(vm -> grants(vm.id(), vm.labels(), wish))
        .findFirst()
        .orElse(null);
  }

  /** Why a test case cannot keep the VM that it has. */
  @Nullable Refusal refusalToKeep(String testCaseId, String vmId, VmWish wish) {
    FleetVm vm = fleet.get(vmId);
    // What is still being started was ordered for an earlier wish, and has not said its labels.
    boolean fits =
        vm == null
            ? wish.vmId().filter(wished -> !wished.equals(vmId)).isEmpty()
            : grants(vmId, vm.labels(), wish);
    return fits
        ? null
        : new Refusal(
            ErrorCodes.NO_MATCHING_VM,
            "'%s' has the VM %s, which is not %s; release it first"
                .formatted(testCaseId, vmId, words(wish)));
  }

  /** Why no VM can be started for a wish that no free one grants. */
  @Nullable Refusal refusalToStart(VmWish wish) {
    if (wish.isAny() || (wish.vmId().isEmpty() && starter.canStart(wish.labels()))) {
      return null;
    }
    Optional<String> taken =
        fleet.known().entrySet().stream()
            .filter(vm -> grants(vm.getKey(), vm.getValue(), wish))
            .map(vm -> holder(vm.getKey()))
            .findFirst();
    return taken
        .map(
            holder ->
                new Refusal(
                    ErrorCodes.NO_VM_AVAILABLE,
                    "no VM is free that is %s: %s".formatted(words(wish), holder)))
        .orElseGet(
            () ->
                new Refusal(
                    ErrorCodes.NO_MATCHING_VM,
                    "there is no VM that is %s, and none can be started; list_vms shows those there are"
                        .formatted(words(wish))));
  }

  private String holder(String vmId) {
    String testCaseId = assignments.testCaseOf(vmId);
    if (testCaseId == null) {
      return vmId + " lost its connection and may come back";
    }
    Lease lease = leases.of(testCaseId);
    String until =
        lease == null
            ? ""
            : ", leased to the run '%s' (%s) until %s"
                .formatted(lease.runId(), lease.owner(), lease.expiresAt());
    return "%s has '%s'%s".formatted(vmId, testCaseId, until);
  }

  private static boolean grants(String vmId, Map<String, String> labels, VmWish wish) {
    return wish.vmId().filter(wished -> !wished.equals(vmId)).isEmpty()
        && labels.entrySet().containsAll(wish.labels().entrySet());
  }

  private static String words(VmWish wish) {
    String labels = wish.labels().isEmpty() ? "" : "labelled " + wish.labels();
    return wish.vmId().map(id -> "'" + id + "'" + (labels.isEmpty() ? "" : " and ")).orElse("")
        + labels;
  }
}
